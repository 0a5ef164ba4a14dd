package dev.guildhall.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.guildhall.database.Transactions;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The outbox, with channels that do what a test wants. The application under test has neither a bot nor a mail server: it sends nothing of this. */
@GuildhallTest
class CourierTest {

    private static final Schedule SCHEDULE = new Schedule(3, Duration.ofSeconds(10), Duration.ofMinutes(1));

    @Autowired
    private DeliveryRepository outbox;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private Transactions transactions;

    @Autowired
    private OutboxSettings settings;

    @Autowired
    private TestClock clock;

    private final String occasion = "test:" + UUID.randomUUID();
    private final Queue<Long> sent = new ConcurrentLinkedQueue<>();
    private long account;

    @BeforeEach
    void somebodyIsThereAndNothingElseIsDue() {
        Await.done(database.sql("DELETE FROM delivery WHERE channel = 'email'").then());
        account = newAccount(occasion);
    }

    private long newAccount(String name) {
        return Await.value(database.sql("INSERT INTO account (username, role) VALUES ($1, 'client') RETURNING id")
                .bind(0, name)
                .mapValue(Long.class)
                .one());
    }

    @Test
    void manyNodesSendItOnce() {
        leave();
        Await.all(Flux.range(0, 8).flatMap(node -> courier().send(taking())));

        assertThat(sent).hasSize(1);
        assertThat(row()).isEqualTo("sent 1 of 3 -");
    }

    @Test
    void anOccasionHasOneRowForAPersonAndAChannelHoweverOftenAndAtOnceItIsWritten() {
        var written = Await.all(Flux.range(0, 8)
                .flatMap(again ->
                        transactions.run(insert()).thenReturn(true).onErrorReturn(DuplicateKeyException.class, false)));

        assertThat(written).containsOnlyOnce(true);
        assertThat(row()).isEqualTo("waiting 0 of - -");
    }

    @Test
    void whatIsRolledBackIsNotSent() {
        assertThatThrownBy(() -> Await.done(transactions.run(
                        insert().then(courier().send(taking())).then(Mono.error(new IllegalStateException("undone"))))))
                .hasMessage("undone");
        Await.done(courier().send(taking()));

        assertThat(sent).isEmpty();
    }

    @Test
    void whatANodeTookToItsGraveIsSentByAnotherWhenTheLeaseHasRunOut() {
        leave();
        Await.all(outbox.take(taking(), clock.instant(), Courier.LEASE));
        Await.done(courier().send(taking()));
        assertThat(sent).isEmpty();
        try (var later = clock.ahead(Courier.LEASE)) {
            Await.done(courier().send(taking()));
        }

        assertThat(sent).hasSize(1);
        assertThat(row()).isEqualTo("sent 2 of 3 -");
    }

    @Test
    void whoeverWasOvertakenChangesNothingAnyMore() {
        leave();
        var slow = new TestChannel(delivery -> Mono.using(
                () -> clock.ahead(Courier.LEASE),
                later -> courier().send(taking()).thenReturn(Outcome.again("too late")),
                TestClock.Turned::close));
        Await.done(courier().send(slow));

        assertThat(sent).hasSize(1);
        assertThat(row()).isEqualTo("sent 2 of 3 -");
    }

    @Test
    void aFailureIsTriedAgainAfterPausesAndGivenUpInTheEnd() {
        leave();
        var failing = channel(delivery -> Mono.error(new IllegalStateException("with a secret")));
        Await.done(courier().send(failing));
        assertThat(row()).isEqualTo("waiting 1 of 3 IllegalStateException");
        Await.done(courier().send(failing));
        assertThat(sent).as("not before the pause is over").hasSize(1);
        for (var minutes : List.of(1, 2)) {
            try (var later = clock.ahead(Duration.ofMinutes(minutes))) {
                Await.done(courier().send(failing));
            }
        }

        assertThat(sent).hasSize(3);
        assertThat(row()).isEqualTo("failed 3 of 3 IllegalStateException");
    }

    @Test
    void waitsAsLongAsTheOtherSideAsks() {
        leave();
        var busy = channel(delivery -> Mono.just(Outcome.again("busy").noSoonerThan(Duration.ofMinutes(30))));
        Await.done(courier().send(busy));
        try (var later = clock.ahead(Duration.ofMinutes(29))) {
            Await.done(courier().send(taking()));
        }
        assertThat(row()).isEqualTo("waiting 1 of 3 busy");
        try (var later = clock.ahead(Duration.ofMinutes(31))) {
            Await.done(courier().send(taking()));
        }

        assertThat(row()).isEqualTo("sent 2 of 3 -");
    }

    @Test
    void beingHeldIsNoAttempt() {
        leave();
        var held = channel(delivery -> Mono.just(Outcome.held(clock.instant(), "quiet hours")));
        for (var i = 0; i < 5; i++) {
            Await.done(courier().send(held));
        }

        assertThat(row()).isEqualTo("waiting 5 of 8 quiet hours");
    }

    @Test
    void aBacklogOfSomebodyWhoDoesNotAnswerKeepsNobodyElseWaiting() {
        for (var number = 0; number < 20; number++) {
            Await.done(insert("backlog:" + number + ":" + occasion));
        }
        var silent = account;
        account = newAccount(occasion + ":other");
        // By what it knows of a small table PostgreSQL joins in other ways.
        Await.done(database.sql("ANALYZE delivery").then());
        try (var later = clock.ahead(Duration.ofSeconds(1))) {
            leave();
            var answer = Sinks.<Outcome>one();
            var round = courier()
                    .send(channel(delivery ->
                            Objects.equals(delivery.account(), silent) ? answer.asMono() : Mono.just(Outcome.sent())))
                    .toFuture();

            await().untilAsserted(() -> assertThat(row()).isEqualTo("sent 1 of 3 -"));
            assertThat(round).isNotDone();
            answer.tryEmitValue(Outcome.sent());
            assertThat(round)
                    .as("what nobody else needs is for the backlog")
                    .succeedsWithin(Duration.ofSeconds(10))
                    .isEqualTo(5);
        }
    }

    @Test
    void aStopWaitsForWhatIsOnItsWayAndTakesNothingMore() {
        leave();
        var answer = Sinks.<Outcome>one();
        var stopping = new Courier(outbox, List.of(channel(delivery -> answer.asMono())), clock);
        stopping.start();
        stopping.wake();
        await().until(() -> sent.size() == 1);
        Await.done(insert(occasion + ":later"));
        stopping.wake();

        var stopped = new CompletableFuture<Void>();
        stopping.stop(() -> stopped.complete(null));
        assertThat(stopped).isNotDone();
        answer.tryEmitValue(Outcome.sent());

        assertThat(stopped).succeedsWithin(Duration.ofSeconds(10));
        assertThat(row()).isEqualTo("sent 1 of 3 -");
        assertThat(sent).hasSize(1);
    }

    @Test
    void sendsAgainAfterAStopAndAStart() {
        var courier = new Courier(outbox, List.of(taking()), clock);
        courier.start();
        stop(courier);
        leave();
        courier.start();
        courier.wake();

        await().until(() -> row().equals("sent 1 of 3 -"));
        stop(courier);
    }

    @Test
    void dropsWhatWasSentLongAgo() {
        leave();
        Await.done(courier().send(taking()));
        try (var later = clock.ahead(settings.kept().plusDays(1))) {
            Await.done(new OutboxTidying(outbox, settings, clock).round());
        }

        assertThat(Await.value(database.sql("SELECT count(*) FROM delivery WHERE occasion = $1")
                        .bind(0, occasion)
                        .mapValue(Long.class)
                        .one()))
                .isZero();
    }

    /** As a node of the version before would leave it: in the table that is no more used. */
    @Test
    void whatTheVersionBeforeLeavesForTheBotIsHandedOver() {
        Await.done(database.sql("""
                        WITH event AS (
                            INSERT INTO platform_event (event_type, entity_type, entity_id, payload, facts, depth, created_at)
                            VALUES ('test', 'Message', '1', '{}', '{}', 1, now()) RETURNING id)
                        SELECT id FROM event""").mapValue(Long.class).one().flatMap(event -> database.sql("""
                        INSERT INTO telegram_outbox (rule_id, rule_version, event_id, attempt, action_index, account_id, chat_id,
                               message, created_at, next_try_at)
                        VALUES (1, 2, $1, 0, 3, $2, 5, 'Hello', now(), now())""")
                .bind(0, event)
                .bind(1, account)
                .then()));

        assertThat(Await.value(database.sql("""
                        SELECT d.state || ' ' || d.message || ' ' || (d.occasion = 'rule:1:2:' || d.event_id || ':0:3')
                               || ' ' || (o.next_try_at IS NULL)
                          FROM delivery d JOIN telegram_outbox o USING (account_id) WHERE account_id = $1""")
                        .bind(0, account)
                        .mapValue(String.class)
                        .one()))
                .isEqualTo("waiting Hello true true");
        Await.done(database.sql("DELETE FROM delivery WHERE account_id = $1")
                .bind(0, account)
                .then());
    }

    private static void stop(Courier courier) {
        Await.done(Mono.<Void>create(stopped -> courier.stop(stopped::success)));
    }

    private Courier courier() {
        return new Courier(outbox, List.of(), clock);
    }

    private Channel taking() {
        return channel(delivery -> Mono.just(Outcome.sent()));
    }

    private Channel channel(Function<Delivery, Mono<Outcome>> sending) {
        return new TestChannel(delivery -> {
            sent.add(delivery.id());
            return sending.apply(delivery);
        });
    }

    private void leave() {
        Await.done(insert());
    }

    private Mono<Void> insert() {
        return insert(occasion);
    }

    private Mono<Void> insert(String ofOccasion) {
        return database.sql("""
                        INSERT INTO delivery (channel, occasion, account_id, message, created_at, next_attempt_at)
                        VALUES ('email', $1, $2, 'Hello', $3, $3)""")
                .bind(0, ofOccasion)
                .bind(1, account)
                .bind(2, clock.instant())
                .then();
    }

    private String row() {
        return Await.value(
                database.sql("""
                        SELECT state || ' ' || attempts || ' of ' || coalesce(most_attempts::text, '-') || ' ' || coalesce(failure, '-')
                          FROM delivery WHERE occasion = $1""").bind(0, occasion).mapValue(String.class).one());
    }

    private record TestChannel(Function<Delivery, Mono<Outcome>> sending) implements Channel {

        @Override
        public String name() {
            return "email";
        }

        @Override
        public boolean isOn() {
            return true;
        }

        @Override
        public int atOnce() {
            return 5;
        }

        @Override
        public Schedule schedule() {
            return SCHEDULE;
        }

        @Override
        public Mono<Outcome> send(Delivery delivery) {
            return sending.apply(delivery);
        }
    }
}
