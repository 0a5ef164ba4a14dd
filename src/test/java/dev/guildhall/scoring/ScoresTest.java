package dev.guildhall.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.flag.FeatureFlags;
import dev.guildhall.flag.Switch;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.Node;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.SwitchedOff;
import dev.guildhall.testing.TestClock;
import dev.guildhall.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

/** Scores on two nodes, whose clock the tests turn; nothing ever drifts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScoresTest {

    private final TestClock clock = new TestClock();
    private Node a;
    private Node b;
    private Api api;
    private Person client;
    private Person master;

    @BeforeAll
    void startTwoNodes() {
        var url = TestDatabase.newUrl();
        var settings = Map.of("JWT_ACCESS_MINUTES", "1440");
        a = Node.start(url, settings, clock);
        b = Node.start(url, settings, clock);
        api = a.api();
        api.admin();
    }

    @AfterAll
    void stopThem() {
        a.close();
        b.close();
    }

    @BeforeEach
    void twoPeopleMeet() {
        client = api.client();
        master = api.master();
    }

    @AfterEach
    void nothingHasDrifted() {
        assertThat(a.bean(Recalculation.class)
                        .verify()
                        .flatMapIterable(Recalculation.Batch::drifts)
                        .collectList()
                        .block())
                .isEmpty();
    }

    @Test
    void everyPartIsExplainedAndTheLinesSumToTheScore() {
        completed();

        var risk = risk();
        sums(risk);
        assertThat(risk.path("score").asInt()).isEqualTo(48);
        assertThat(risk.path("score")).isEqualTo(client.me().at("/client_stats/risk_score"));
        assertThat(codes(risk))
                .containsExactly(
                        "cancellation_rate",
                        "negative_flags",
                        "account_age",
                        "few_orders",
                        "rating",
                        "rounding",
                        "clamping");
        var age = risk.path("lines").get(2);
        assertThat(age.path("points").asInt()).isEqualTo(15);
        assertThat(age.at("/inputs/age_days").asInt()).isZero();
        assertThat(age.path("words").asString()).isEqualTo("Дней с регистрации: 0. До 15 баллов в первые 30 дней.");

        var score = score();
        sums(score);
        assertThat(score.path("score")).isEqualTo(master.me().at("/master_stats/master_score"));
        assertThat(codes(score))
                .containsExactly(
                        "rating",
                        "completion_rate",
                        "response",
                        "workload",
                        "cancellation_rate",
                        "rounding",
                        "clamping");
    }

    @Test
    void everybodySeesTheirOwn() {
        completed();

        var mine = client.get("/me/score/").expect(200);
        assertThat(mine).isEqualTo(risk());
        assertThat(master.get("/me/score/").expect(200)).isEqualTo(score());
        api.admin().get("/me/score/").expect(404);
        client.get("/admin/users/" + client.id() + "/risk/").expect(403);
        api.admin().get("/admin/users/999999999/risk/").expect(404);
        api.admin().get("/admin/masters/" + client.id() + "/score/").expect(404);
        assertThat(api.admin().get(path() + "?at=yesterday").expect(400).propertyNames())
                .containsExactly("at");
    }

    @Test
    void whoWasNeverJudgedShowsNothingAndSaysSo() {
        var risk = risk();

        assertThat(risk.path("score").asInt()).isZero();
        assertThat(codes(risk)).containsExactly("not_computed");
        assertThat(risk.path("history")).isEmpty();
        sums(risk);
    }

    @Test
    void theHistoryTellsWhichEventMovedTheScoreAndWhatItWasBefore() {
        var before = clock.instant();
        var order = completed();
        var between = clock.instant();
        master.act(order, "review-client", Map.of("rating", 5)).expect(201);

        var history = risk().path("history");

        assertThat(history).hasSize(2);
        assertThat(history.get(0).path("event_type").asString()).isEqualTo("review.client_created");
        assertThat(history.get(0).path("old_score").asInt()).isEqualTo(48);
        assertThat(history.get(0).path("new_score").asInt()).isEqualTo(23);
        assertThat(history.get(1).path("old_score").isNull()).isTrue();
        assertThat(history.get(1).path("entity_id").asString()).isEqualTo(String.valueOf(order));
        var event = history.get(1).path("event").asLong();
        var events = api.admin()
                .get("/events/?entity_type=Appointment&entity_id=" + order)
                .expect(200);
        assertThat(events.valueStream().filter(one -> one.path("id").asLong() == event))
                .singleElement()
                .satisfies(
                        one -> assertThat(one.path("event_type").asString()).isEqualTo("appointment.status_changed"));

        var then = api.admin().get(path() + "?at=" + between).expect(200);
        assertThat(then.path("score").asInt()).isEqualTo(48);
        assertThat(then.path("level").asString()).isEqualTo("medium");
        assertThat(codes(then)).contains("account_age");
        sums(then);
        var first = api.admin().get(path() + "?at=" + before).expect(200);
        assertThat(first.path("score").asInt()).isZero();
        assertThat(codes(first)).containsExactly("not_computed");
    }

    @Test
    void aRiskFallsAsTheAccountGrowsOlderAndNobodyElseIsLookedAt() {
        Await.done(a.bean(DatabaseClient.class)
                .sql("UPDATE account SET created_at = now() - interval '23 hours' WHERE id = :id")
                .bind("id", client.id())
                .then());
        completed();
        var stranger = api.client();
        assertThat(ageInDays(client)).isZero();
        try (var watcher = api.watch(client, "/stream/?topics=user", null);
                var later = clock.ahead(Duration.ofHours(1))) {
            assertThat(later).isNotNull();
            await().atMost(Duration.ofSeconds(20)).until(() -> ageInDays(client) == 1);
            watcher.await("me.updated");
            assertThat(risk().path("score").asInt()).isEqualTo(48);
            assertThat(risk().path("history")).hasSize(1);
        }
        try (var later = clock.ahead(Duration.ofDays(2))) {
            assertThat(later).isNotNull();
            await().atMost(Duration.ofSeconds(20)).until(() -> explained(client).score() == 47);
            var change = explained(client).history().get(0);
            assertThat(change.cause()).isEqualTo("time");
            assertThat(change.eventId()).isNull();
        }
        try (var later = clock.ahead(Duration.ofDays(60))) {
            assertThat(later).isNotNull();
            await().atMost(Duration.ofSeconds(20)).until(() -> explained(client).score() == 33);
            assertThat(dependsOnTime(client)).isFalse();
        }
        assertThat(explained(stranger).computedAt()).isNull();
        assertThat(dependsOnTime(stranger)).isFalse();
    }

    @Test
    void scoresStayAsTheyAreWhileTheirRefreshIsSwitchedOffAndFollowOnceItIsOn() {
        completed();
        try (var later = clock.ahead(Duration.ofDays(2))) {
            assertThat(later).isNotNull();
            await().atMost(Duration.ofSeconds(20)).until(() -> explained(client).score() == 47);
        }
        try (var later = clock.ahead(Duration.ofMinutes(1));
                var off = SwitchedOff.by(
                        api.admin(), Switch.SCORE_REFRESH, a.bean(FeatureFlags.class), b.bean(FeatureFlags.class))) {
            assertThat(later).isNotNull();
            assertThat(off).isNotNull();
            try (var evenLater = clock.ahead(Duration.ofDays(60))) {
                assertThat(evenLater).isNotNull();
                assertThat(Await.value(a.bean(ScoreRefresh.class).refresh())).isZero();
                assertThat(Await.value(b.bean(ScoreRefresh.class).refresh())).isZero();
                assertThat(explained(client).score()).isEqualTo(47);
                assertThat(dependsOnTime(client)).isTrue();
            }
        }
        try (var later = clock.ahead(Duration.ofDays(60))) {
            assertThat(later).isNotNull();
            await().atMost(Duration.ofSeconds(20)).until(() -> explained(client).score() == 33);
        }
    }

    @Test
    void anAdminSetsAScoreByHandUntilItExpires() {
        var order = completed();
        var until = clock.instant().plus(Duration.ofHours(2));
        try (var watcher = api.watch(client, "/stream/?topics=user", null)) {
            var set = override(Map.of("score", 90, "reason", "Fraud", "expires_at", until.toString()));

            assertThat(set.path("score").asInt()).isEqualTo(90);
            assertThat(set.path("level").asString()).isEqualTo("critical");
            assertThat(set.at("/override/reason").asString()).isEqualTo("Fraud");
            assertThat(set.at("/override/set_by").asLong())
                    .isEqualTo(api.admin().id());
            assertThat(codes(set)).endsWith("override");
            sums(set);
            assertThat(watcher.await("me.updated")
                            .payload()
                            .at("/user/client_stats/risk_score")
                            .asInt())
                    .isEqualTo(90);
        }
        var mine = client.get("/me/score/").expect(200);
        assertThat(mine.at("/override/score").asInt()).isEqualTo(90);
        assertThat(mine.at("/override/reason").isNull()).isTrue();

        master.act(order, "review-client", Map.of("rating", 5)).expect(201);
        assertThat(risk().path("score").asInt()).isEqualTo(90);
        sums(risk());
        a.bean(Recalculation.class).repair().blockLast();
        nothingHasDrifted();
        assertThat(risk().path("score").asInt()).isEqualTo(90);

        try (var later = clock.ahead(Duration.ofHours(2))) {
            assertThat(later).isNotNull();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> risk().path("score").asInt() == 23);
            assertThat(risk().path("override").isNull()).isTrue();
            assertThat(risk().at("/history/0/cause").asString()).isEqualTo("time");
            nothingHasDrifted();
        }
    }

    @Test
    void anOverrideIsLifted() {
        completed();
        var until = clock.instant().plus(Duration.ofDays(3)).toString();
        var path = "/admin/masters/" + master.id() + "/score/override/";
        var usual = score().path("score").asInt();
        var set = api.admin()
                .post(path, Map.of("score", 5, "reason", "Complaints", "expires_at", until))
                .expect(200);
        assertThat(set.path("score").asInt()).isEqualTo(5);
        assertThat(master.me().at("/master_stats/master_score").asInt()).isEqualTo(5);

        api.admin().delete(path).expect(204);

        assertThat(score().path("score").asInt()).isEqualTo(usual);
        assertThat(score().at("/history/0/cause").asString()).isEqualTo("override");
        api.admin().delete(path).expect(204);
        api.admin().delete("/admin/masters/" + client.id() + "/score/override/").expect(404);
    }

    @Test
    void aMasterWithoutAScoreGetsOneByHand() {
        var until = clock.instant().plus(Duration.ofDays(3)).toString();
        var set = api.admin()
                .post(
                        "/admin/masters/" + master.id() + "/score/override/",
                        Map.of("score", 70, "reason", "From the old shop", "expires_at", until))
                .expect(200);

        assertThat(set.path("score").asInt()).isEqualTo(70);
        sums(set);
    }

    @Test
    void namesEverythingThatIsWrongWithAnOverride() {
        var nonsense = Map.of("score", 101, "reason", " ", "expires_at", "soon");
        assertThat(api.admin().post(path() + "override/", nonsense).expect(400).propertyNames())
                .containsExactlyInAnyOrder("score", "reason", "expires_at");
        for (var wrong :
                List.of(clock.instant().minusSeconds(1), clock.instant().plus(Duration.ofDays(400)))) {
            var draft = Map.of("score", 1, "reason", "x", "expires_at", wrong.toString());
            assertThat(api.admin().post(path() + "override/", draft).expect(400).propertyNames())
                    .containsExactly("expires_at");
        }
        assertThat(risk().path("override").isNull()).isTrue();
    }

    private long completed() {
        var order = client.files();
        master.takes(order);
        api.admin().setsStatus(order, "COMPLETED");
        return order;
    }

    private JsonNode override(Map<String, Object> draft) {
        return api.admin().post(path() + "override/", draft).expect(200);
    }

    private String path() {
        return "/admin/users/" + client.id() + "/risk/";
    }

    private JsonNode risk() {
        return api.admin().get(path()).expect(200);
    }

    private JsonNode score() {
        return api.admin().get("/admin/masters/" + master.id() + "/score/").expect(200);
    }

    /** Not over HTTP, where tokens would have expired by then. */
    private ScoreView explained(Person person) {
        return Objects.requireNonNull(b.bean(ScoreOverrides.class)
                .get(ScoreKind.RISK, person.id(), Optional.empty())
                .block());
    }

    private boolean dependsOnTime(Person person) {
        return Objects.requireNonNull(a.bean(DatabaseClient.class)
                .sql("SELECT refresh_at IS NOT NULL FROM client_stats WHERE account_id = :id")
                .bind("id", person.id())
                .mapValue(Boolean.class)
                .one()
                .block());
    }

    private int ageInDays(Person person) {
        return ((Number) Objects.requireNonNull(
                        explained(person).lines().get(2).inputs().get("age_days")))
                .intValue();
    }

    private static List<String> codes(JsonNode explained) {
        return explained
                .path("lines")
                .valueStream()
                .map(line -> line.path("code").asString())
                .toList();
    }

    private static void sums(JsonNode explained) {
        var sum = explained
                .path("lines")
                .valueStream()
                .map(line -> new BigDecimal(line.path("points").asString()))
                .collect(Collectors.reducing(BigDecimal.ZERO, BigDecimal::add));
        assertThat(sum)
                .isEqualByComparingTo(BigDecimal.valueOf(explained.path("score").asInt()));
    }
}
