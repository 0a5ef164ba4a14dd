package dev.guildhall.rules;

import dev.guildhall.audit.Audit;
import dev.guildhall.audit.AuditNote;
import dev.guildhall.bus.Invalidations;
import dev.guildhall.database.Transactions;
import dev.guildhall.shared.InvalidFields;
import dev.guildhall.shared.NotFound;
import dev.guildhall.shared.Precondition;
import dev.guildhall.shared.Slice;
import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Rules as admins write them. A change is in force on this node when its answer is given, and on the others right after. */
@Service
public class RuleService {

    private final RuleRepository rules;
    private final Transactions transactions;
    private final Invalidations invalidations;
    private final Clock clock;
    private final Audit audit;

    RuleService(
            RuleRepository rules, Transactions transactions, Invalidations invalidations, Clock clock, Audit audit) {
        this.audit = audit;
        this.rules = rules;
        this.transactions = transactions;
        this.invalidations = invalidations;
        this.clock = clock;
    }

    /** All rules, by name. */
    public Mono<List<Rule>> list() {
        return list(Slice.ALL).collectList();
    }

    /** As {@link #list()}, a slice of them. */
    public Flux<Rule> list(Slice slice) {
        return rules.listByName(slice);
    }

    public Mono<Rule> get(long id) {
        return rules.find(id).switchIfEmpty(notFound());
    }

    /** Makes a rule of the platform's own. */
    public Mono<Rule> create(RuleDraft draft) {
        return create(draft, null);
    }

    /** @param author account id; null for the platform */
    public Mono<Rule> create(RuleDraft draft, @Nullable Long author) {
        var creation = rules.insert(draft, author, clock.instant())
                .delayUntil(rule -> forget(rule.triggerEventType()))
                .delayUntil(rule -> audit.note(new AuditNote("rule.created", "Rule", rule.id(), null, rule.draft())));
        return refusingTakenNames(transactions.run(creation));
    }

    /**
     * Changes a rule.
     *
     * @param edit makes the new draft of the old one; not asked when there is no such rule
     */
    public Mono<Rule> change(long id, UnaryOperator<RuleDraft> edit) {
        return change(id, edit, null);
    }

    /** As {@link #change(long, UnaryOperator)}, by somebody. */
    public Mono<Rule> change(long id, UnaryOperator<RuleDraft> edit, @Nullable Long author) {
        var change = expected(id).flatMap(rule -> replace(rule, edit.apply(rule.draft()), author));
        return refusingTakenNames(transactions.run(change));
    }

    public Mono<Void> delete(long id) {
        return delete(id, null);
    }

    /** Its versions and what it has done can be read on. */
    public Mono<Void> delete(long id, @Nullable Long by) {
        return transactions.run(expected(id)
                .delayUntil(rule -> audit.note(new AuditNote("rule.deleted", "Rule", id, rule.draft(), null)))
                .flatMap(rule -> rules.delete(id))
                .delayUntil(gone -> rules.noteDeletion(id, by, clock.instant()))
                .flatMap(this::forget));
    }

    /** Every version of a rule, also of one that was deleted, the newest first; or a slice of them. */
    public Mono<List<RuleVersion>> versions(long id, Slice slice) {
        return rules.listVersions(id, slice)
                .collectList()
                .filter(versions -> !versions.isEmpty())
                .switchIfEmpty(notFound());
    }

    /** The rule, locked, as the caller expects it. */
    private Mono<Rule> expected(long id) {
        return rules.lock(id)
                .switchIfEmpty(notFound())
                .delayUntil(rule -> Precondition.require(Mono.fromSupplier(rule::state)));
    }

    private Mono<Rule> replace(Rule rule, RuleDraft draft, @Nullable Long author) {
        return rules.update(rule.id(), draft, author, clock.instant())
                .delayUntil(changed -> Flux.just(rule.triggerEventType(), changed.triggerEventType())
                        .distinct()
                        .concatMap(this::forget))
                .delayUntil(changed ->
                        audit.note(new AuditNote("rule.changed", "Rule", rule.id(), rule.draft(), changed.draft())));
    }

    private Mono<Void> forget(String triggerEventType) {
        return invalidations.publish(RuleBook.KIND, triggerEventType);
    }

    /** Two admins may ask for the same name at once; only the database knows who was first. */
    private static Mono<Rule> refusingTakenNames(Mono<Rule> change) {
        return change.onErrorMap(DuplicateKeyException.class, taken -> InvalidFields.of("name", "field.unique"));
    }

    private static <T> Mono<T> notFound() {
        return Mono.error(() -> new NotFound("error.not_found"));
    }
}
