package dev.guildhall.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.database.BackgroundConnections;
import dev.guildhall.database.Transactions;
import dev.guildhall.shared.BusinessDays;
import dev.guildhall.shared.Slice;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.Node;
import dev.guildhall.testing.TestDatabase;
import dev.guildhall.testing.Together;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** On a database of its own, with a clock of its own; the node's own look is kept out. */
class MetricsSealingTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private Node node;
    private DatabaseClient database;
    private MetricsService metrics;

    @BeforeEach
    void startANodeThatDoesNotLookByItself() {
        node = Node.start(TestDatabase.newUrl(), Map.of("TIME_ZONE", "Europe/Berlin"));
        node.bean(MetricsNight.class).stop();
        database = node.bean(DatabaseClient.class);
        metrics = node.bean(MetricsService.class);
    }

    @AfterEach
    void stopIt() {
        node.close();
    }

    @Test
    void everyDayIsComputedOnceItIsOverByOneNodeOfMany() {
        account("2025-01-01T12:00:00Z");
        var nodes = Stream.generate(() -> sealing(BERLIN, "2025-04-02T08:00:00Z"))
                .limit(4)
                .<Callable<List<LocalDate>>>map(it -> () -> Await.all(it.seal()))
                .toList();

        var computed = Together.all(nodes).stream().flatMap(List::stream).toList();

        assertThat(computed).doesNotHaveDuplicates();
        assertThat(Stream.concat(computed.stream(), sealedAt("2025-04-02T08:00:00Z").stream()))
                .containsExactlyInAnyOrderElementsOf(LocalDate.of(2025, 1, 1)
                        .datesUntil(LocalDate.of(2025, 4, 2))
                        .toList());
        assertThat(sealedAt("2025-04-02T08:00:00Z")).isEmpty();
        assertThat(metrics("2025-01-01").newUsers()).isEqualTo(1);
        assertThat(verified().drifts()).isEmpty();
    }

    @Test
    void aDayIsOverAtMidnightOfTheBusiness() {
        account("2025-07-01T12:00:00Z");

        assertThat(sealedAt("2025-07-01T21:59:59Z")).isEmpty();
        assertThat(sealedAt("2025-07-01T22:00:00Z")).containsExactly(LocalDate.of(2025, 7, 1));
    }

    @Test
    void whatChangesLateIsComputedAgainAndNothingElseIs() {
        var client = account("2025-05-01T08:00:00Z");
        var order = order(client, "2025-05-01T09:00:00Z");
        set(order, "payment_confirmed_at = '2025-05-02T09:00:00Z', total_price = 500, status = 'PAID'");
        var now = "2025-05-10T09:00:00Z";
        assertThat(sealedAt(now)).hasSize(9);

        set(order, "description = 'something else', updated_at = now()");
        assertThat(sealedAt(now)).isEmpty();

        set(order, "total_price = 700");
        assertThat(sealedAt(now)).containsExactly(LocalDate.of(2025, 5, 2));
        assertThat(metrics("2025-05-02").gmvTotal()).isEqualTo(700);

        set(order, "taken_at = '2025-05-01T09:01:40Z'");
        assertThat(sealedAt(now)).containsExactly(LocalDate.of(2025, 5, 1));
        assertThat(metrics("2025-05-01").avgTimeToFirstResponse()).isEqualTo(100);

        set(order, "started_at = '2025-05-03T09:00:00Z', completed_at = '2025-05-03T10:00:00Z', status = 'COMPLETED'");
        assertThat(sealedAt(now)).containsExactly(LocalDate.of(2025, 5, 2), LocalDate.of(2025, 5, 3));
        assertThat(metrics("2025-05-03").completedAppointments()).isEqualTo(1);

        set(order, "status = 'CANCELLED'");
        assertThat(sealedAt(now)).containsExactly(LocalDate.of(2025, 5, 2));
        assertThat(metrics("2025-05-02").gmvTotal()).isZero();

        set(order, "payment_confirmed_at = '2025-05-04T09:00:00Z'");
        assertThat(sealedAt(now)).containsExactly(LocalDate.of(2025, 5, 2), LocalDate.of(2025, 5, 4));

        account("2025-05-05T08:00:00Z");
        assertThat(sealedAt(now)).containsExactly(LocalDate.of(2025, 5, 5));
        assertThat(verified()).isEqualTo(new Verification(verified().days(), 0, List.of()));
    }

    @Test
    void aDayThatWasComputedTooEarlyBecauseTheClockWasAheadIsComputedAgainWhenItIsOver() {
        account("2025-05-01T08:00:00Z");
        assertThat(sealedAt("2025-05-02T09:00:00Z")).containsExactly(LocalDate.of(2025, 5, 1));
        assertThat(metrics("2025-05-01").newUsers()).isEqualTo(1);
        account("2025-05-01T12:00:00Z");

        assertThat(sealedAt("2025-05-01T13:00:00Z")).isEmpty();
        assertThat(sealedAt("2025-05-02T08:00:00Z")).containsExactly(LocalDate.of(2025, 5, 1));

        assertThat(metrics("2025-05-01").newUsers()).isEqualTo(2);
        assertThat(verified().drifts()).isEmpty();
    }

    /** What is committed while a day is being computed is not in it, and must not be forgotten. */
    @Test
    void whatCommitsAfterItsDayWasComputedIsComputedThen() throws InterruptedException {
        account("2025-06-01T08:00:00Z");
        var written = new CountDownLatch(1);
        var commit = Sinks.<Boolean>one();
        var slow = node.bean(Transactions.class)
                .run(insertAccount("2025-06-01T09:00:00Z")
                        .then(Mono.fromRunnable(written::countDown))
                        .then(commit.asMono()))
                .toFuture();
        assertThat(written.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(sealedAt("2025-06-02T09:00:00Z")).hasSize(1);
        assertThat(metrics("2025-06-01").newUsers()).isEqualTo(1);
        commit.tryEmitValue(true);
        slow.join();

        assertThat(sealedAt("2025-06-02T09:00:00Z")).containsExactly(LocalDate.of(2025, 6, 1));
        assertThat(metrics("2025-06-01").newUsers()).isEqualTo(2);
    }

    /** Berlin: 30 March 2025 has 23 hours, 26 October 2025 has 25. */
    @Test
    void daysOnWhichTheClocksChangeAreAsLongAsTheyAre() {
        for (var hour = Instant.parse("2025-03-29T00:00:00Z");
                hour.isBefore(Instant.parse("2025-04-01T00:00:00Z"));
                hour = hour.plusSeconds(3600)) {
            account(hour.toString());
        }
        for (var hour = Instant.parse("2025-10-25T00:00:00Z");
                hour.isBefore(Instant.parse("2025-10-28T00:00:00Z"));
                hour = hour.plusSeconds(3600)) {
            account(hour.toString());
        }
        sealedAt("2025-11-01T00:00:00Z");

        assertThat(metrics("2025-03-30").newUsers()).isEqualTo(23);
        assertThat(metrics("2025-03-31").newUsers()).isEqualTo(24);
        assertThat(metrics("2025-10-26").newUsers()).isEqualTo(25);
        assertThat(metrics("2025-10-27").newUsers()).isEqualTo(24);
        for (var day : List.of("2025-03-30", "2025-10-26")) {
            assertThat(Await.value(metrics.figure(Metric.NEW_USERS, Period.of(LocalDate.parse(day)), Slice.ALL))
                            .count())
                    .isEqualTo(metrics(day).newUsers());
        }
    }

    /** Also after it was stopped, as everything a node does on its own. */
    @Test
    void aNodeDoesByItselfWhatItFindsUndone() {
        var daysAgo = Instant.now().minus(Duration.ofDays(3));
        account(daysAgo.toString());

        node.bean(MetricsNight.class).start();

        var day = Optional.of(LocalDate.ofInstant(daysAgo, BERLIN));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Await.all(metrics.list(day, day)).stream().anyMatch(it -> it.newUsers() == 1));
        assertThat(Await.value(metrics.verify(Optional.empty(), Optional.empty()))
                        .drifts())
                .isEmpty();
    }

    /** As when a node is killed in the middle of it: nothing it had taken is lost. */
    @Test
    void whatOneNodeDoesNotFinishAnotherOneDoes() {
        account("2025-06-01T08:00:00Z");
        assertThat(sealedAt("2025-06-03T09:00:00Z")).hasSize(2);
        account("2025-06-01T09:00:00Z");
        var seals = new SealRepository(node.bean(BackgroundConnections.class), new BusinessDays(BERLIN));

        Await.done(seals.inTransaction(seals.lock()
                        .delayUntil(seal ->
                                seals.takeChanges(LocalDate.of(2025, 6, 3), 10).collectList())
                        .delayUntil(seal -> Mono.fromRunnable(() -> assertThat(sealedAt("2025-06-03T09:00:00Z"))
                                        .isEmpty())
                                .subscribeOn(Schedulers.boundedElastic()))
                        .then(Mono.error(new IllegalStateException("killed"))))
                .onErrorComplete(IllegalStateException.class));

        assertThat(sealedAt("2025-06-03T09:00:00Z")).containsExactly(LocalDate.of(2025, 6, 1));
        assertThat(metrics("2025-06-01").newUsers()).isEqualTo(2);
    }

    @Test
    void inAnotherTimeZoneAllDaysAreComputedAnew() {
        account("2025-02-01T20:00:00Z");
        assertThat(sealedAt("2025-02-04T09:00:00Z")).hasSize(3);
        assertThat(metrics("2025-02-01").newUsers()).isEqualTo(1);

        var tokyo = Await.all(
                sealing(ZoneId.of("Asia/Tokyo"), "2025-02-04T09:00:00Z").seal());

        assertThat(tokyo).containsExactly(LocalDate.of(2025, 2, 1), LocalDate.of(2025, 2, 2), LocalDate.of(2025, 2, 3));
        assertThat(metrics("2025-02-01").newUsers()).isZero();
        assertThat(metrics("2025-02-02").newUsers()).isEqualTo(1);
    }

    @Test
    void anEmptyShopComputesNothing() {
        assertThat(sealedAt("2025-02-04T09:00:00Z")).isEmpty();
        assertThat(verified().days()).isZero();
    }

    private List<LocalDate> sealedAt(String now) {
        return Await.all(sealing(BERLIN, now).seal());
    }

    private MetricsSealing sealing(ZoneId zone, String now) {
        var calendar = new BusinessDays(zone);
        return new MetricsSealing(
                new SealRepository(node.bean(BackgroundConnections.class), calendar),
                calendar,
                Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
    }

    private DailyMetrics metrics(String day) {
        var date = Optional.of(LocalDate.parse(day));
        return Await.value(metrics.list(date, date).single());
    }

    private Verification verified() {
        return Await.value(metrics.verify(Optional.empty(), Optional.of(LocalDate.of(2025, 5, 9))));
    }

    private long account(String created) {
        return Await.value(insertAccount(created));
    }

    private Mono<Long> insertAccount(String created) {
        return database.sql(
                        "INSERT INTO account (username, role, created_at) VALUES (:name, 'client', :at) RETURNING id")
                .bind("name", UUID.randomUUID().toString())
                .bind("at", Instant.parse(created))
                .mapValue(Long.class)
                .one();
    }

    private long order(long client, String created) {
        return Await.value(database.sql("""
                        INSERT INTO appointment (client_id, brand, model, lock_type, description, created_at)
                        VALUES (:client, 'B', 'M', 'PIN', 'D', :at) RETURNING id""")
                .bind("client", client)
                .bind("at", Instant.parse(created))
                .mapValue(Long.class)
                .one());
    }

    private void set(long order, String assignments) {
        Await.done(database.sql("UPDATE appointment SET " + assignments + " WHERE id = :id")
                .bind("id", order)
                .then());
    }
}
