package dev.guildhall.flag;

import dev.guildhall.audit.Audit;
import dev.guildhall.audit.AuditNote;
import dev.guildhall.bus.Invalidations;
import dev.guildhall.event.EventSink;
import dev.guildhall.event.UnitOfWork;
import dev.guildhall.shared.InvalidFields;
import dev.guildhall.shared.NotFound;
import dev.guildhall.shared.Precondition;
import dev.guildhall.shared.Slice;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What admins do with feature flags. */
@Service
public class FlagService {

    private static final String FLAG = "FeatureFlag";
    private static final long NO_FLAG = 0;

    private final FlagRepository flags;
    private final UnitOfWork work;
    private final EventSink events;
    private final Invalidations invalidations;
    private final Clock clock;
    private final Audit audit;

    FlagService(
            FlagRepository flags,
            UnitOfWork work,
            EventSink events,
            Invalidations invalidations,
            Clock clock,
            Audit audit) {
        this.audit = audit;
        this.flags = flags;
        this.work = work;
        this.events = events;
        this.invalidations = invalidations;
        this.clock = clock;
    }

    /** All flags, by name. */
    public Flux<FeatureFlag> list(Slice slice) {
        return flags.list(slice);
    }

    /** The flag, or NotFound. */
    public Mono<FeatureFlag> get(long id) {
        return flags.find(id).switchIfEmpty(Mono.error(() -> new NotFound("error.not_found")));
    }

    /** What stands against a new flag. */
    public Mono<FlagClashes> clashes(FlagChange content) {
        return clashes(NO_FLAG, content);
    }

    /** What stands against changing a flag. */
    public Mono<FlagClashes> clashes(long id, FlagChange change) {
        return flags.clashes(id, change.name() == null ? "" : change.name(), users(change));
    }

    /**
     * Makes a flag; what is not given gets its default.
     *
     * @param content with a name, or InvalidFields when somebody has just taken it
     */
    public Mono<FeatureFlag> create(FlagChange content) {
        return work.run(flags.insert(content, clock.instant())
                .onErrorMap(DuplicateKeyException.class, FlagService::nameTaken)
                .delayUntil(id -> storeUsers(id, content.users()))
                .delayUntil(this::tellEverybody)
                .flatMap(this::get)
                .delayUntil(flag -> audit.note(new AuditNote("flag.created", FLAG, flag.id(), null, flag))));
    }

    /** Changes what is given; NotFound, or InvalidFields when somebody has just taken the name. */
    public Mono<FeatureFlag> change(long id, FlagChange change) {
        return work.run(expected(id).flatMap(before -> changed(id, change)
                .delayUntil(after -> audit.note(new AuditNote("flag.changed", FLAG, id, before, after)))));
    }

    private Mono<FeatureFlag> changed(long id, FlagChange change) {
        return flags.update(id, change, clock.instant())
                .onErrorMap(DuplicateKeyException.class, FlagService::nameTaken)
                .filter(rows -> rows > 0)
                .delayUntil(changed -> storeUsers(id, change.users()))
                .delayUntil(changed -> tellEverybody(id))
                .then(get(id));
    }

    /** Deletes the flag, or NotFound. */
    public Mono<Void> delete(long id) {
        return work.run(expected(id).flatMap(flag -> flags.delete(id)
                .filter(rows -> rows > 0)
                .switchIfEmpty(Mono.error(() -> new NotFound("error.not_found")))
                .then(audit.note(new AuditNote("flag.deleted", FLAG, id, flag, null)))
                .then(tellEverybody(id))));
    }

    /** The flag, locked, as the caller expects it. */
    private Mono<FeatureFlag> expected(long id) {
        return flags.lock(id)
                .switchIfEmpty(Mono.error(() -> new NotFound("error.not_found")))
                .delayUntil(flag -> Precondition.require(Mono.fromSupplier(flag::version)));
    }

    private Mono<Void> tellEverybody(long id) {
        return Mono.defer(() -> events.emit(new FlagsChanged()))
                .then(invalidations.publish(FeatureFlags.KIND, Long.toString(id)));
    }

    private Mono<Void> storeUsers(long id, @Nullable List<Long> users) {
        return users == null ? Mono.empty() : flags.replaceUsers(id, users);
    }

    private static List<Long> users(FlagChange change) {
        return change.users() == null ? List.of() : change.users();
    }

    private static InvalidFields nameTaken(DuplicateKeyException duplicate) {
        return InvalidFields.of("name", "field.unique");
    }
}
