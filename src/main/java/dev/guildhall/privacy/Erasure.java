package dev.guildhall.privacy;

import dev.guildhall.audit.Audit;
import dev.guildhall.audit.AuditNote;
import dev.guildhall.audit.AuditRedaction;
import dev.guildhall.bus.Invalidations;
import dev.guildhall.database.Transactions;
import dev.guildhall.event.EventSink;
import dev.guildhall.event.UnitOfWork;
import dev.guildhall.identity.AccountChanged;
import dev.guildhall.identity.AccountService;
import dev.guildhall.privacy.ErasureRepository.Erasable;
import dev.guildhall.privacy.ErasureRepository.Redacted;
import dev.guildhall.privacy.ErasureRepository.Subject;
import dev.guildhall.privacy.PersonalData.Table;
import dev.guildhall.security.PrincipalCache;
import dev.guildhall.security.RevokedSessions;
import dev.guildhall.security.SessionlessAccess;
import dev.guildhall.shared.NotFound;
import dev.guildhall.shared.RandomIds;
import dev.guildhall.shared.WrongState;
import dev.guildhall.storage.FileStore;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes away what is personal about somebody, as the inventory says, all or nothing. Orders, money, ratings and the audit log stay, and
 * refer to a number. Files go after the commit.
 */
@Service
public class Erasure {

    private static final String AUDIT_LOG = "audit_entry";

    private final PersonalData inventory;
    private final ErasureRepository repository;
    private final AccountService accounts;
    private final UnitOfWork unit;
    private final Transactions transactions;
    private final EventSink events;
    private final Invalidations invalidations;
    private final FileStore files;
    private final Audit audit;
    private final RandomIds ids;
    private final Clock clock;

    Erasure(
            PersonalData inventory,
            ErasureRepository repository,
            AccountService accounts,
            UnitOfWork unit,
            Transactions transactions,
            EventSink events,
            Invalidations invalidations,
            FileStore files,
            Audit audit,
            RandomIds ids,
            Clock clock) {
        this.inventory = inventory;
        this.repository = repository;
        this.accounts = accounts;
        this.unit = unit;
        this.transactions = transactions;
        this.events = events;
        this.invalidations = invalidations;
        this.files = files;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** What would change; refused for the same reasons as {@link #erase}, and changes nothing. */
    public Mono<Erased> foretell(long id) {
        return unlessErased(
                repository.find(id), person -> requireErasable(id).then(Mono.defer(() -> foretell(subject(person)))));
    }

    /**
     * Erases somebody; NotFound without such an account, WrongState while orders of theirs are open, or if they are the last who may do
     * everything. Who has been erased stays as they are.
     */
    public Mono<Erased> erase(long id) {
        return unlessErased(
                repository.find(id),
                known -> unit.run(unlessErased(repository.lock(id), person -> requireErasable(id)
                        .then(Mono.defer(() -> erase(subject(person)))))));
    }

    private static Mono<Erased> unlessErased(Mono<Erasable> found, Function<Erasable, Mono<Erased>> work) {
        return found.switchIfEmpty(Mono.error(() -> new NotFound("person.unknown")))
                .flatMap(person -> person.erasedAt() == null ? work.apply(person) : already(person));
    }

    private Mono<Void> requireErasable(long id) {
        return repository
                .countOpenOrders(id)
                .filter(open -> open > 0)
                .flatMap(open -> Mono.<Void>error(new WrongState("person.open_orders", open)))
                .then(accounts.requireAnotherSuperAdmin(id));
    }

    private Mono<Erased> foretell(Subject subject) {
        return changing()
                .concatMap(table -> repository.count(table, subject).map(rows -> Map.entry(table.name(), rows)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue, LinkedHashMap::new)
                .zipWith(
                        listFiles(subject),
                        (rows, keys) -> new Erased(subject.id(), subject.name(), false, rows, keys));
    }

    private Mono<Erased> erase(Subject subject) {
        return listFiles(subject)
                .flatMap(keys -> repository
                        .listSessions(subject.id(), subject.now())
                        .collectList()
                        .flatMap(sessions -> take(subject, keys).delayUntil(done -> Flux.fromIterable(sessions)
                                .concatMap(it -> invalidations.publish(RevokedSessions.KIND, it.toString())))))
                .delayUntil(done -> tell(subject.id()))
                .delayUntil(done ->
                        Flux.fromIterable(done.files()).concatMap(key -> transactions.afterCommit(files.delete(key))));
    }

    /** The audit log last: which of its rows are meant depends on the others. */
    private Mono<Erased> take(Subject subject, List<String> keys) {
        var erasure = ids.next().toString();
        var rows = new LinkedHashMap<String, Long>();
        return changing()
                .filter(table -> !table.name().equals(AUDIT_LOG))
                .concatMap(table -> take(table, subject).doOnNext(count -> rows.put(table.name(), count)))
                .then(repository.addStats(subject.id()))
                .then(redact(subject, erasure))
                .doOnNext(redacted -> rows.put(AUDIT_LOG, redacted.rows()))
                .delayUntil(redacted -> audit.note(note(subject.id(), erasure, redacted, rows, keys.size())))
                .map(redacted -> new Erased(subject.id(), subject.name(), false, rows, keys));
    }

    private Mono<Long> take(Table table, Subject subject) {
        return table.deletes() ? repository.delete(table, subject) : repository.update(table, subject);
    }

    private Mono<Redacted> redact(Subject subject, String erasure) {
        return changing()
                .filter(table -> table.name().equals(AUDIT_LOG))
                .single()
                .flatMap(log -> repository.redact(log, subject, erasure));
    }

    /** Ends what the person can still do, on every node. */
    private Mono<Void> tell(long id) {
        return events.emit(new AccountChanged(id))
                .then(invalidations.publish(SessionlessAccess.KIND, String.valueOf(id)))
                .then(invalidations.publish(PrincipalCache.KIND, String.valueOf(id)));
    }

    private Mono<List<String>> listFiles(Subject subject) {
        return changing()
                .concatMap(table -> repository.listFiles(table, subject.id()))
                .distinct()
                .collectList();
    }

    private Flux<Table> changing() {
        return Flux.fromIterable(inventory.tables())
                .filter(table -> table.erased() != null)
                .filter(table -> table.deletes() || !table.changing().isEmpty());
    }

    /** Nobody can register under such a name. */
    private Subject subject(Erasable person) {
        return new Subject(person.id(), "erased:" + person.id(), clock.instant());
    }

    private static Mono<Erased> already(Erasable person) {
        return Mono.just(new Erased(person.id(), "erased:" + person.id(), true, Map.of(), List.of()));
    }

    private static AuditNote note(long id, String erasure, Redacted redacted, Map<String, Long> rows, int files) {
        var state = new LinkedHashMap<String, Object>(Map.of("rows", rows, "files", files));
        state.put("erasure", erasure);
        state.put("digest", redacted.digest());
        return new AuditNote(AuditRedaction.ERASED, "Account", id, null, state);
    }

    /**
     * What came of it.
     *
     * @param name what the person is called now
     * @param already whether it had been done before
     * @param rows how many have changed or are gone, by table
     * @param files that are deleted
     */
    public record Erased(long id, String name, boolean already, Map<String, Long> rows, List<String> files) {}
}
