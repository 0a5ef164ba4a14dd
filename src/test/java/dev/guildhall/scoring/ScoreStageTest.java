package dev.guildhall.scoring;

import static dev.guildhall.appointment.AppointmentStatus.COMPLETED;
import static dev.guildhall.appointment.AppointmentStatus.IN_PROGRESS;
import static dev.guildhall.appointment.AppointmentStatus.IN_REVIEW;
import static dev.guildhall.appointment.AppointmentStatus.NEW;
import static dev.guildhall.scoring.Orders.BOSS;
import static dev.guildhall.scoring.Orders.FILED;
import static dev.guildhall.scoring.Orders.event;
import static dev.guildhall.scoring.Orders.order;
import static dev.guildhall.scoring.Orders.statusChanged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.appointment.AppointmentEvent.Cause;
import dev.guildhall.event.DomainEvent;
import dev.guildhall.event.UnitOfWork;
import dev.guildhall.identity.BanChanged;
import dev.guildhall.review.ReviewEvent;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.StatementCounter;
import dev.guildhall.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@GuildhallTest
class ScoreStageTest {

    @Autowired
    private ScoreStage stage;

    @Autowired
    private ScoreService scores;

    @Autowired
    private UnitOfWork units;

    @Autowired
    private StatementCounter statements;

    @Autowired
    private TestClock clock;

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

    /** Orders that end without having begun leave masters with less than no work, which others would see in their lists. */
    @AfterEach
    void nobodyHasLessThanNoWork() {
        database.sql("UPDATE master_stats SET active_orders = 0 WHERE active_orders < 0")
                .then()
                .block();
    }

    private Mono<Void> processing(DomainEvent... events) {
        return units.run(stage.close(List.of(events)));
    }

    private DomainEvent completion() {
        return statusChanged(
                order(client, IN_PROGRESS, master, FILED.plusSeconds(60)),
                order(client, COMPLETED, master, FILED.plusSeconds(60)),
                Cause.STEP);
    }

    @Test
    void keepsBothSidesOfACompletion() {
        processing(statusChanged(
                        order(client, NEW, null, null),
                        order(client, IN_REVIEW, master, FILED.plusSeconds(60)),
                        Cause.STEP))
                .block();
        assertThat(people.clientRow(client)).isEqualTo("no row");
        assertThat(people.masterRow(master)).isEqualTo("0 0 1 60000000 1 0 0 30 t");

        processing(statusChanged(
                        order(client, IN_REVIEW, master, FILED.plusSeconds(60)),
                        order(client, COMPLETED, master, FILED.plusSeconds(60)),
                        Cause.OVERRIDE))
                .block();
        assertThat(people.clientRow(client)).isEqualTo("1 0 0 0 0 problematic 48 medium t");
        assertThat(people.masterRow(master)).isEqualTo("1 0 0 60000000 1 0 0 55 t");
    }

    @Test
    void keepsReviewsOfBothSides() {
        var done = order(client, COMPLETED, master, FILED.plusSeconds(60));

        processing(
                        completion(),
                        new ReviewEvent(1, true, client, 5, List.of("weak_pc"), 1, done, BOSS),
                        new ReviewEvent(2, false, master, 4, List.of(), 0, done, BOSS))
                .block();

        assertThat(people.clientRow(client)).isEqualTo("1 0 5 1 1 newbie 31 medium t");
        assertThat(people.masterRow(master)).startsWith("1 0 -1 0 0 4 1 ");
    }

    @Test
    void judgesABannedClientOfWhomNothingElseIsKnown() {
        people.blankStatistics(client);
        assertThat(people.clientRow(client)).isEqualTo("0 0 0 0 0 newbie 0 low f");

        processing(new BanChanged(client, BOSS)).block();

        assertThat(people.clientRow(client)).isEqualTo("0 0 0 0 0 problematic 50 high t");
    }

    @Test
    void anOlderAccountIsLessRisky() {
        var veteran = people.account("client", Instant.now().minus(Duration.ofDays(15)));

        processing(new BanChanged(veteran, BOSS)).block();
        assertThat(people.clientRow(veteran)).contains(" 42 medium ");

        try (var later = clock.ahead(Duration.ofDays(15))) {
            assertThat(later).isNotNull();
            processing(new BanChanged(veteran, BOSS)).block();
        }
        assertThat(people.clientRow(veteran)).contains(" 35 medium ");
    }

    @Test
    void needsTwoStatementsForEverythingAndNoneForNothing() {
        var done = order(client, COMPLETED, master, FILED);

        var busy = statements.during(() -> processing(
                        completion(),
                        event("appointment.work_completed", done, done),
                        new ReviewEvent(1, false, master, 4, List.of(), 0, done, BOSS),
                        new BanChanged(client, BOSS))
                .block());
        var idle =
                statements.during(() -> processing(event("appointment.created", null, order(client, NEW, null, null)))
                        .block());

        assertThat(busy)
                .filteredOn(statement -> statement.contains("client_stats"))
                .hasSize(2);
        assertThat(idle).doesNotContainSubsequence("BEGIN", "WITH").hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void countsEveryOneOfManyCompletionsAtOnce() {
        var other = people.master();
        var reassigned = event(
                "appointment.master_assigned",
                order(client, IN_PROGRESS, other, FILED.plusSeconds(60)),
                order(client, IN_PROGRESS, master, FILED.plusSeconds(60)));
        var back = event(
                "appointment.master_assigned",
                order(client, IN_PROGRESS, master, FILED.plusSeconds(60)),
                order(client, IN_PROGRESS, other, FILED.plusSeconds(60)));

        Flux.range(0, 60)
                .flatMap(i -> processing(completion(), i % 2 == 0 ? reassigned : back), 12)
                .blockLast();

        assertThat(people.clientRow(client)).startsWith("60 0 ");
        assertThat(people.masterRow(master)).startsWith("60 0 -60 0 0 ");
        assertThat(people.masterRow(other)).startsWith("0 0 0 0 0 ");
    }

    @Test
    void everybodyWhoAsksForAFirstScoreAtOnceGetsIt() {
        var answers = Flux.range(0, 6)
                .flatMap(i -> scores.masterScore(master), 6)
                .collectList()
                .block();

        assertThat(answers).containsExactly(10, 10, 10, 10, 10, 10);
        assertThat(people.masterRow(master)).isEqualTo("0 0 0 0 0 0 0 10 t");
    }

    @Test
    void aKnownScoreIsOnlyRead() {
        scores.masterScore(master).block();

        assertThat(statements.during(() -> scores.masterScore(master).block())).hasSize(1);
    }
}
