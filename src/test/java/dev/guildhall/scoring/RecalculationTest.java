package dev.guildhall.scoring;

import static dev.guildhall.scoring.Orders.FILED;
import static dev.guildhall.scoring.Orders.order;
import static dev.guildhall.scoring.Orders.statusChanged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.appointment.AppointmentEvent.Cause;
import dev.guildhall.appointment.AppointmentStatus;
import dev.guildhall.database.Transactions;
import dev.guildhall.testing.GuildhallTest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@GuildhallTest
class RecalculationTest {

    @Autowired
    private Recalculation recalculation;

    @Autowired
    private ScoreService scores;

    @Autowired
    private Transactions transactions;

    @Autowired
    private DatabaseClient database;

    private People people;
    private long client;
    private long master;

    @BeforeEach
    void meetPeople() {
        people = new People(database);
        client = people.client();
        master = people.master();
    }

    private List<Drift> verified() {
        return drifts(recalculation.verify());
    }

    /** Others who live in the same database may have drifted as they like. */
    private List<Drift> drifts(Flux<Recalculation.Batch> batches) {
        return batches.flatMapIterable(Recalculation.Batch::drifts)
                .filter(drift -> Set.of(client, master).contains(drift.accountId()))
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    private void liveALife() {
        var first = people.order(client, master, "COMPLETED", 60);
        var second = people.order(client, master, "COMPLETED", 120);
        people.order(client, master, "CANCELLED", 30);
        people.order(client, master, "DECLINED_BY_MASTER", 30);
        people.order(client, master, "PAID", 60);
        people.order(client, master, "NEW", 0);
        people.clientReview(first, client, master, 5, "weak_pc", "bad_internet");
        people.clientReview(second, client, master, 4, "weak_pc", "good_connection");
        people.masterReview(first, client, master, 4);
    }

    @Test
    void countsAWholeHistoryFromScratch() {
        liveALife();

        var repaired = drifts(recalculation.repair());

        assertThat(people.clientRow(client)).isEqualTo("2 1 9 2 2 problematic 54 high t");
        assertThat(people.masterRow(master)).isEqualTo("2 2 1 300000000 6 4 1 64 t");
        assertThat(repaired).contains(new Drift(client, "client_stats.completed_orders", "0", "2"));
        assertThat(verified()).isEmpty();
    }

    @Test
    void findsWhatHasDriftedAndTouchesNothing() {
        liveALife();
        drifts(recalculation.repair());
        database.sql("UPDATE client_stats SET negative_flags = 7 WHERE account_id = :id")
                .bind("id", client)
                .then()
                .block();
        database.sql("UPDATE master_stats SET master_score = 99, active_orders = 4 WHERE account_id = :id")
                .bind("id", master)
                .then()
                .block();

        assertThat(verified())
                .containsExactlyInAnyOrder(
                        new Drift(client, "client_stats.negative_flags", "7", "2"),
                        new Drift(master, "master_stats.active_orders", "4", "1"),
                        new Drift(master, "master_stats.master_score", "99", "64"));
        assertThat(people.clientRow(client)).startsWith("2 1 9 2 7 ");

        drifts(recalculation.repair());
        assertThat(verified()).isEmpty();
    }

    @Test
    void leavesThoseUnjudgedOfWhomNothingIsKnown() {
        people.blankStatistics(client);

        drifts(recalculation.repair());

        assertThat(people.clientRow(client)).isEqualTo("0 0 0 0 0 newbie 0 low f");
        assertThat(people.masterRow(master)).isEqualTo("no row");
        assertThat(verified()).isEmpty();
    }

    @Test
    void walksThroughEverybody() {
        var seen = recalculation.verify().map(Recalculation.Batch::accounts).reduce(0, Integer::sum);
        var all = database.sql("SELECT count(*)::int FROM account")
                .mapValue(Integer.class)
                .one();

        assertThat(seen.block()).isEqualTo(all.block());
    }

    @Test
    void losesNothingThatHappensMeanwhile() {
        var traffic = Flux.range(0, 150).flatMap(i -> completeAnOrder(), 8).then();
        var repairs = recalculation.repair().repeat(5).then();

        Mono.when(traffic, repairs).block();

        assertThat(people.clientRow(client)).startsWith("150 0 ");
        assertThat(people.masterRow(master)).startsWith("150 0 0 9000000000 150 ");
        assertThat(verified()).isEmpty();
    }

    /** As a use case does: the order and the totals in one transaction. */
    private Mono<Void> completeAnOrder() {
        var before = order(client, AppointmentStatus.NEW, null, null);
        var after = order(client, AppointmentStatus.COMPLETED, master, FILED.plusSeconds(60));
        return transactions.run(database.sql("""
                        INSERT INTO appointment (client_id, master_id, brand, model, lock_type, description, status, created_at, taken_at)
                        VALUES (:client, :master, 'B', 'M', 'PIN', 'D', 'COMPLETED', :filed, :taken)
                        """)
                .bind("client", client)
                .bind("master", master)
                .bind("filed", FILED)
                .bind("taken", FILED.plusSeconds(60))
                .then()
                .then(scores.apply(ScoreChanges.of(List.of(statusChanged(before, after, Cause.STEP)))))
                .then());
    }
}
