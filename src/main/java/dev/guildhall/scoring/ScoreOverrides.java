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
                locked(kind, account).delayUntil(before -> replace(before, by, draft.apply(clock.instant()))),
                before -> get(kind, account, Optional.empty()));
    }

    /** Lifts what was set by hand, if anything was. */
    public Mono<Void> lift(ScoreKind kind, long account) {
        return work.run(locked(kind, account)
                        .filterWhen(before -> repository.lift(kind, account).hasElement())
                        .delayUntil(before -> recompute(before, "override_lifted", "")))
                .then();
    }

    /** How it stands with somebody, for nobody else to change until the transaction ends. */
    private Mono<ScoreView> locked(ScoreKind kind, long account) {
        return repository
                .lock(kind, account)
                .flatMap(id -> get(kind, id, Optional.empty()))
                .switchIfEmpty(unknown())
                .delayUntil(view -> Precondition.require(Mono.just(view.version())));
    }

    private Mono<Void> replace(ScoreView before, Caller by, Draft wanted) {
        return repository
                .set(before.kind(), before.account(), wanted, by.id(), clock.instant())
                .then(Mono.defer(() -> recompute(before, "overridden", wanted.reason())));
    }

    private Mono<Void> recompute(ScoreView before, String what, String reason) {
        return refresh.compute(before.kind(), List.of(before.account()), ScoreCause.OVERRIDE)
                .then(get(before.kind(), before.account(), Optional.empty()))
                .flatMap(after -> audit.note(new AuditNote(
                                before.kind().word() + "." + what,
                                "Account",
                                before.account(),
                                Standing.of(before),
                                Standing.of(after))
                        .because(reason)));
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

    /**
     * What the audit log says of a score.
     *
     * @param override what was set by hand and holds; null for nothing
     */
    private record Standing(int score, ScoreView.@Nullable Manual override) {

        static Standing of(ScoreView view) {
            return new Standing(view.score(), view.manual());
        }
    }
}
