package dev.guildhall.scoring;

import dev.guildhall.event.EventSink;
import dev.guildhall.event.UnitOfWork;
import dev.guildhall.flag.FeatureFlags;
import dev.guildhall.flag.Switch;
import java.time.Clock;
import java.util.Collection;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Computes scores anew that time has changed: of clients whose account is another day old while that counts, and of everybody for whom
 * what was set by hand has ended. Any number of nodes may do it at once; nobody else is looked at. While
 * {@link Switch#SCORE_REFRESH} is off nobody is, and whoever is due stays so.
 */
@Component
@EnableConfigurationProperties(ScoreSettings.class)
class ScoreRefresh {

    private final ScoreRepository repository;
    private final ScoreService scores;
    private final UnitOfWork work;
    private final EventSink events;
    private final FeatureFlags flags;
    private final Clock clock;

    ScoreRefresh(
            ScoreRepository repository,
            ScoreService scores,
            UnitOfWork work,
            EventSink events,
            FeatureFlags flags,
            Clock clock) {
        this.repository = repository;
        this.scores = scores;
        this.work = work;
        this.events = events;
        this.flags = flags;
        this.clock = clock;
    }

    /** Until nobody is left; gives how many there were. */
    Mono<Integer> refresh() {
        return Flux.just(ScoreKind.RISK, ScoreKind.SCORE)
                .concatMap(kind -> flags.whenOn(Switch.SCORE_REFRESH, batch(kind))
                        .defaultIfEmpty(0)
                        .repeat()
                        .takeWhile(count -> count > 0))
                .reduce(0, Integer::sum);
    }

    private Mono<Integer> batch(ScoreKind kind) {
        return Mono.defer(() -> work.run(repository
                .claimDue(kind, clock.instant())
                .delayUntil(due -> due.isEmpty() ? Mono.empty() : compute(kind, due, ScoreCause.TIME))
                .map(Collection::size)));
    }

    /** Computes scores of people whose rows this unit of work has locked, and tells those who can see it. */
    Mono<Void> compute(ScoreKind kind, Collection<Long> accounts, ScoreCause cause) {
        var changes = kind == ScoreKind.RISK
                ? ScoreChanges.ofClients(accounts, cause)
                : ScoreChanges.ofMasters(accounts, cause);
        return scores.apply(changes).flatMap(recomputed -> events.emit(new ScoresChanged(recomputed.accounts()))
                .thenMany(Flux.fromIterable(recomputed.orders()))
                .concatMap(events::emit)
                .then());
    }
}
