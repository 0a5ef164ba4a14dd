package dev.guildhall.scoring;

import dev.guildhall.database.Transactions;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Keeps risk and scores up to date. */
@Service
public class ScoreService {

    private final ScoreRepository scores;
    private final Transactions transactions;
    private final Clock clock;

    ScoreService(ScoreRepository scores, Transactions transactions, Clock clock) {
        this.scores = scores;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * The score of a master, who has 10 points before the first order. Computed and stored when it never was; otherwise only read,
     * for events keep it up to date. Any number of callers may ask at once.
     */
    public Mono<Integer> masterScore(long masterId) {
        return scores.findMasterScore(masterId).switchIfEmpty(firstMasterScore(masterId));
    }

    private Mono<Integer> firstMasterScore(long masterId) {
        return transactions
                .run(apply(ScoreChanges.ofMasters(List.of(masterId), ScoreCause.RECALCULATION)))
                .map(recomputed -> recomputed.scores().masters().get(0).score());
    }

    /** Changes the totals and computes what follows from them: two statements, however many people and orders there are. */
    Mono<Recomputed> apply(ScoreChanges changes) {
        return scores.add(changes)
                .map(standings ->
                        standings.scores(clock.instant(), changes.causes()::ofClient, changes.causes()::ofMaster))
                .flatMap(computed -> scores.store(computed, changes.orders())
                        .collectList()
                        .map(orders -> new Recomputed(computed, orders)));
    }
}
