package dev.guildhall.scoring;

import dev.guildhall.audit.Audit;
import dev.guildhall.audit.AuditNote;
import dev.guildhall.event.UnitOfWork;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.NotFound;
import dev.guildhall.shared.Precondition;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Scores as people see them, explained, and what admins set by hand. */
@Service
public class ScoreOverrides {

    private final ScoreQueries queries;
    private final ScoreOverrideRepository repository;
    private final ScoreRefresh refresh;
    private final UnitOfWork work;
    private final Audit audit;
    private final Clock clock;

    ScoreOverrides(
            ScoreQueries queries,
            ScoreOverrideRepository repository,
            ScoreRefresh refresh,
            UnitOfWork work,
            Audit audit,
            Clock clock) {
        this.queries = queries;
        this.repository = repository;
        this.refresh = refresh;
        this.work = work;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * The score of somebody, as it is or as it was.
     *
     * @param at the moment, or empty for now
     */
    public Mono<ScoreView> get(ScoreKind kind, long account, Optional<Instant> at) {
        return Mono.defer(() -> queries.find(kind, account, at, clock.instant()))
                .switchIfEmpty(unknown());
    }

    /**
     * Sets a score by hand; what was set before is replaced.
     *
     * @param draft what to set, asked for the moment when there is somebody to set it for
     */
    public Mono<ScoreView> set(ScoreKind kind, long account, Caller by, Function<Instant, Draft> draft) {
        return work.run(
                repository
                        .lock(kind, account)
                        .switchIfEmpty(unknown())
                        .delayUntil(id -> expected(kind, id))
                        .map(id -> draft.apply(clock.instant()))
                        .delayUntil(wanted -> repository.set(kind, account, wanted, by.id(), clock.instant()))
                        .delayUntil(wanted -> audit.note(
                                note(kind, "overridden", account, wanted).because(wanted.reason())))
                        .delayUntil(wanted -> refresh.compute(kind, List.of(account), ScoreCause.OVERRIDE)),
                wanted -> get(kind, account, Optional.empty()));
    }

    /** Lifts what was set by hand, if anything was. */
    public Mono<Void> lift(ScoreKind kind, long account) {
        return work.run(repository
                        .lock(kind, account)
                        .switchIfEmpty(unknown())
                        .delayUntil(id -> expected(kind, id))
                        .flatMap(id -> repository.lift(kind, id))
                        .delayUntil(id -> audit.note(note(kind, "override_lifted", id, null)))
                        .delayUntil(id -> refresh.compute(kind, List.of(id), ScoreCause.OVERRIDE)))
                .then();
    }

    private Mono<Void> expected(ScoreKind kind, long account) {
        return Precondition.require(Mono.defer(() -> queries.find(kind, account, Optional.empty(), clock.instant()))
                .map(ScoreView::version));
    }

    private static AuditNote note(ScoreKind kind, String what, long account, @Nullable Draft after) {
        return new AuditNote(kind.word() + "." + what, "Account", account, null, after);
    }

    private static <T> Mono<T> unknown() {
        return Mono.error(() -> new NotFound("error.not_found"));
    }

    /**
     * What to set.
     *
     * @param score 0 to 100
     * @param reason why, for admins
     * @param until when it ends
     */
    public record Draft(int score, String reason, Instant until) {}
}
