package dev.guildhall.scoring;

import dev.guildhall.database.Transactions;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Counts everybody's totals from scratch, to prove or to repair the running ones. Works through the accounts in batches and can go
 * on beside live traffic:
 *
 * <ul>
 *   <li>Verifying reads a batch's stored and counted totals in one statement, so both are of the same moment, and every transaction
 *       commits an order together with the totals it changes. It writes and locks nothing.
 *   <li>Repairing locks a batch's rows first and counts in a later statement. Who changed an order before that has committed, so the
 *       count sees it; who is about to add to the totals has to wait, and then adds to the repaired ones. Clients and masters are
 *       done in separate transactions, lower ids before higher ones, which is the order everybody locks them in.
 * </ul>
 */
@Component
public class Recalculation {

    private static final int BATCH_SIZE = 500;

    private final RecalculationQueries queries;
    private final ScoreRepository scores;
    private final Transactions transactions;
    private final Clock clock;

    Recalculation(RecalculationQueries queries, ScoreRepository scores, Transactions transactions, Clock clock) {
        this.queries = queries;
        this.scores = scores;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * A step on the way, for progress and result.
     *
     * @param accounts how many accounts were looked at
     * @param drifts where what was stored differed from what it should have been
     */
    public record Batch(int accounts, List<Drift> drifts) {}

    /** Compares what is stored with what it should be and changes nothing. */
    public Flux<Batch> verify() {
        return batches().concatMap(accounts -> toBatch(accounts, queries.clients(accounts), queries.masters(accounts)));
    }

    /**
     * Puts right what differs, and computes the scores of everybody who has something to be judged by, or has been judged before: a
     * client's risk falls with the age of the account. Those of whom nothing is known stay unjudged.
     */
    public Flux<Batch> repair() {
        return batches().concatMap(accounts -> toBatch(accounts, repairClients(accounts), repairMasters(accounts)));
    }

    private Flux<Long[]> batches() {
        return queries.accountsAfter(0, BATCH_SIZE)
                .expand(accounts -> queries.accountsAfter(accounts[accounts.length - 1], BATCH_SIZE));
    }

    private Mono<Batch> toBatch(Long[] accounts, Mono<List<AuditedClient>> clients, Mono<List<AuditedMaster>> masters) {
        return clients.zipWhen(unused -> masters, this::drifts).map(drifts -> new Batch(accounts.length, drifts));
    }

    private List<Drift> drifts(List<AuditedClient> clients, List<AuditedMaster> masters) {
        var now = clock.instant();
        return Stream.concat(
                        clients.stream().flatMap(client -> client.drifts(now)),
                        masters.stream().flatMap(AuditedMaster::drifts))
                .toList();
    }

    private Mono<List<AuditedClient>> repairClients(Long[] accounts) {
        return transactions.run(queries.lockClients(accounts)
                .flatMap(queries::clients)
                .delayUntil(queries::storeClientTotals)
                .delayUntil(this::scoreClients));
    }

    private Mono<List<AuditedMaster>> repairMasters(Long[] accounts) {
        return transactions.run(queries.lockMasters(accounts)
                .flatMap(queries::masters)
                .delayUntil(queries::storeMasterTotals)
                .delayUntil(this::scoreMasters));
    }

    private Mono<Void> scoreClients(List<AuditedClient> clients) {
        var judged = clients.stream()
                .filter(AuditedClient::isJudged)
                .map(AuditedClient::standing)
                .toList();
        return scores.store(
                        new Standings(judged, List.of()).scores(clock.instant(), ScoreCause.RECALCULATION), Set.of())
                .then();
    }

    private Mono<Void> scoreMasters(List<AuditedMaster> masters) {
        var judged = masters.stream()
                .filter(AuditedMaster::isJudged)
                .map(AuditedMaster::standing)
                .toList();
        return scores.store(
                        new Standings(List.of(), judged).scores(clock.instant(), ScoreCause.RECALCULATION), Set.of())
                .then();
    }
}
