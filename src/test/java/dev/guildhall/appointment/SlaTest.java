package dev.guildhall.appointment;

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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.http.HttpHeaders;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Deadlines, watched by two nodes on one database whose clock the tests turn. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlaTest {

    private static final Duration ANSWER = Duration.ofMinutes(15);
    private static final Duration WORK = Duration.ofHours(10);
    private static final Duration PROMPT = Duration.ofSeconds(2);
    private static final int MANY = 40;

    private final TestClock clock = new TestClock();
    private Node a;
    private Node b;
    private Api api;
    private DatabaseClient database;
    private Person client;
    private Person master;
    private long order;

    @BeforeAll
    void startTwoNodes() {
        var url = TestDatabase.newUrl();
        var settings = Map.of("JWT_ACCESS_MINUTES", "1440", "DEFAULT_SLA_COMPLETION_HOURS", "10");
        a = Node.start(url, settings, clock);
        b = Node.start(url, settings, clock);
        api = a.api();
        database = a.bean(DatabaseClient.class);
        api.admin();
    }

    @AfterAll
    void stopThem() {
        a.close();
        b.close();
    }

    @BeforeEach
    void somebodyFilesAnOrder() {
        client = api.client();
        master = api.master();
        order = client.files();
    }

    @Test
    void everyOrderSaysUntilWhenItIsAnsweredAndCompleted() {
        var filed = client.sees(order);
        assertThat(moment(filed, "response_deadline_at"))
                .isEqualTo(moment(filed, "created_at").plus(ANSWER));
        assertThat(filed.path("completion_deadline_at").isNull()).isTrue();
        assertThat(filed.path("sla_breached").asBoolean()).isFalse();

        var paid = paid();

        assertThat(moment(paid, "completion_deadline_at"))
                .isEqualTo(moment(paid, "payment_confirmed_at").plus(WORK));
        for (var person : List.of(client, master, api.admin())) {
            assertThat(person.sees(order).path("completion_deadline_at"))
                    .isEqualTo(paid.path("completion_deadline_at"));
        }
        assertThat(client.get("/appointments/my/").expect(200).get(0).path("response_deadline_at"))
                .isEqualTo(filed.path("response_deadline_at"));
    }

    @Test
    void whatAdminsSetHoldsForOrdersFromThenOn() {
        var before = client.sees(order).path("response_deadline_at");
        var settings = Map.of("sla_response_minutes", 20, "sla_completion_hours", 2);
        var saved = api.admin().patch("/admin/system/settings/", settings).expect(200);
        try {
            assertThat(saved.path("sla_response_minutes").asInt()).isEqualTo(20);
            assertThat(client.sees(order).path("response_deadline_at")).isEqualTo(before);
            var next = new Person(b.api(), client.id(), client.username(), client.token()).files();
            var filed = client.sees(next);
            assertThat(moment(filed, "response_deadline_at"))
                    .isEqualTo(moment(filed, "created_at").plus(Duration.ofMinutes(20)));
            var paid = paid();
            assertThat(moment(paid, "completion_deadline_at"))
                    .isEqualTo(moment(paid, "payment_confirmed_at").plus(Duration.ofHours(2)));
            for (var wrong : List.of(0, -1, 43_201, "soon", 1.5)) {
                var problems = api.admin()
                        .patch("/admin/system/settings/", Map.of("sla_response_minutes", wrong))
                        .expect(400);
                assertThat(problems.propertyNames()).containsExactly("sla_response_minutes");
            }
        } finally {
            var usual = Map.of("sla_response_minutes", 15, "sla_completion_hours", 10);
            api.admin().patch("/admin/system/settings/", usual).expect(200);
        }
    }

    @Test
    void aMissedDeadlineIsNoticedWhenItHappensThoughNobodyTouchesTheOrder() {
        try (var watcher = api.watch(client, "/stream/?topics=user,appointment:" + order, null);
                var almost = clock.ahead(ANSWER.minusMillis(700))) {
            assertThat(almost).isNotNull();
            var shown = watcher.await(frame -> frame.event().equals("appointment.updated")
                    && frame.payload().path("sla_breached").asBoolean());
            assertThat(shown.payload()).isEqualTo(client.sees(order));

            var breach = theOnly("sla.breached");
            var due = moment(client.sees(order), "response_deadline_at");
            assertThat(breach.at("/payload/reason").asString()).isEqualTo("response_timeout");
            assertThat(moment(breach.path("payload"), "due_at")).isEqualTo(due);
            assertThat(breach.at("/payload/overtime_seconds").asLong()).isBetween(0L, PROMPT.toSeconds());
            assertThat(moment(breach, "created_at")).isBetween(due, due.plus(PROMPT));
            assertThat(breach.path("actor").isNull()).isTrue();
            assertThat(attention(breach.path("id").asLong())).isEqualTo(1);
        }
    }

    @Test
    void aFifthBeforeTheDeadlineTheOrderIsAtRisk() {
        try (var almost = clock.ahead(Duration.ofMinutes(12))) {
            assertThat(almost).isNotNull();
            var risk = theOnly("sla.at_risk");

            assertThat(risk.at("/payload/reason").asString()).isEqualTo("response_timeout");
            assertThat(risk.at("/payload/seconds_left").asLong()).isBetween(170L, 180L);
            assertThat(events("sla.breached")).isEmpty();
            assertThat(client.sees(order).path("sla_breached").asBoolean()).isFalse();
        }
    }

    @Test
    void whoeverAnswersInTimeBreachesNothing() {
        try (var early = clock.ahead(Duration.ofMinutes(11))) {
            assertThat(early).isNotNull();
            master.takes(order);
        }
        var other = client.files();
        try (var later = clock.ahead(Duration.ofMinutes(30))) {
            assertThat(later).isNotNull();
            await().until(() -> events(other, "sla.breached").size() == 1);
            assertThat(events("sla.breached")).isEmpty();
            assertThat(events("sla.at_risk")).isEmpty();
        }
    }

    @Test
    void paidWorkThatIsNotCompletedBreachesTheSecondPromise() {
        paid();
        try (var later = clock.ahead(Duration.ofHours(8))) {
            assertThat(later).isNotNull();
            assertThat(theOnly("sla.at_risk").at("/payload/reason").asString()).isEqualTo("completion_timeout");
        }
        master.starts(order);
        try (var later = clock.ahead(WORK.plusMinutes(1))) {
            assertThat(later).isNotNull();
            assertThat(theOnly("sla.breached").at("/payload/reason").asString()).isEqualTo("completion_timeout");
            master.completes(order);
            assertThat(client.sees(order).path("sla_breached").asBoolean()).isTrue();
        }
    }

    @Test
    void twoNodesTellOfEachOrderExactlyOnce() {
        var orders = IntStream.range(0, MANY).mapToObj(number -> client.files()).toList();
        try (var later = clock.ahead(Duration.ofMinutes(16))) {
            assertThat(later).isNotNull();
            await().atMost(Duration.ofSeconds(30)).until(() -> orders.stream()
                    .allMatch(one -> client.sees(one).path("sla_breached").asBoolean()));
            a.bean(SlaWatch.class).stop();
            b.bean(SlaWatch.class).stop();
            a.bean(SlaWatch.class).start();
            b.bean(SlaWatch.class).start();
            var last = client.files();
            try (var evenLater = clock.ahead(Duration.ofMinutes(16))) {
                assertThat(evenLater).isNotNull();
                await().until(() -> events(last, "sla.breached").size() == 1);
            }
            for (var one : orders) {
                assertThat(events(one, "sla.breached")).hasSize(1);
            }
        }
    }

    @Test
    void whatWasMissedWhileNobodyWatchedIsToldAsItWas() {
        a.bean(SlaWatch.class).stop();
        b.bean(SlaWatch.class).stop();
        var waiting = client.files();
        var due = moment(client.sees(order), "response_deadline_at");
        try (var later = clock.ahead(Duration.ofMinutes(20))) {
            assertThat(later).isNotNull();
            master.takes(order);
            assertThat(events("sla.breached")).isEmpty();
            try (var evenLater = clock.ahead(Duration.ofHours(3))) {
                assertThat(evenLater).isNotNull();
                a.bean(SlaWatch.class).start();
                b.bean(SlaWatch.class).start();

                var late = theOnly("sla.breached");
                assertThat(moment(late.path("payload"), "due_at")).isEqualTo(due);
                assertThat(late.at("/payload/overtime_seconds").asLong()).isBetween(300L, 310L);
                await().until(() -> events(waiting, "sla.breached").size() == 1);
                var missed = events(waiting, "sla.breached").get(0);
                assertThat(missed.at("/payload/overtime_seconds").asLong()).isBetween(11_100L, 11_120L);
                assertThat(events(waiting, "sla.at_risk")).isEmpty();
                var clocks = sla("ru");
                assertThat(clocks.at("/clocks/0/state").asString()).isEqualTo("late");
                assertThat(clocks.at("/clocks/0/words").asString()).isEqualTo("Ответ дан с опозданием на 5 мин.");
            }
        }
    }

    @Test
    void nothingIsNoticedWhileThatIsSwitchedOffAndAllOfItOnceItIsOn() {
        var due = moment(client.sees(order), "response_deadline_at");
        var waiting = client.files();
        try (var off = SwitchedOff.by(
                        api.admin(), Switch.SLA_WATCH, a.bean(FeatureFlags.class), b.bean(FeatureFlags.class));
                var later = clock.ahead(Duration.ofMinutes(20))) {
            assertThat(off).isNotNull();
            assertThat(later).isNotNull();
            assertThat(Await.value(a.bean(SlaSweep.class).sweep())).isZero();
            assertThat(Await.value(b.bean(SlaSweep.class).sweep())).isZero();
            master.takes(order);
            assertThat(events("sla.breached")).isEmpty();
            assertThat(client.sees(order).path("sla_breached").asBoolean()).isFalse();
            assertThat(sla("en").at("/clocks/0/state").asString()).isEqualTo("late");
        }
        try (var evenLater = clock.ahead(Duration.ofHours(1))) {
            assertThat(evenLater).isNotNull();
            var late = theOnly("sla.breached");
            assertThat(moment(late.path("payload"), "due_at")).isEqualTo(due);
            assertThat(late.at("/payload/overtime_seconds").asLong()).isBetween(300L, 330L);
            await().until(() -> events(waiting, "sla.breached").size() == 1);
            assertThat(events(waiting, "sla.at_risk")).isEmpty();
            assertThat(client.sees(order).path("sla_breached").asBoolean()).isTrue();
        }
    }

    @Test
    void rulesReactToABreachWithTheFactsOfTheOrder() {
        var rule = api.admin()
                .post(
                        "/admin/rules/",
                        Map.of(
                                "name",
                                "late " + order,
                                "trigger_event_type",
                                "sla.breached",
                                "condition_json",
                                Map.of(
                                        "all",
                                        List.of(
                                                Map.of(
                                                        "field",
                                                        "event.payload.reason",
                                                        "op",
                                                        "==",
                                                        "value",
                                                        "response_timeout"),
                                                Map.of("field", "appointment.id", "op", "==", "value", order))),
                                "action_json",
                                List.of(
                                        Map.of("type", "assign_tag", "tag", "late"),
                                        Map.of("type", "change_status", "to_status", "CANCELLED"))))
                .expect(201)
                .path("id")
                .asLong();
        try (var later = clock.ahead(ANSWER)) {
            assertThat(later).isNotNull();
            await().until(() -> client.sees(order).path("status").asString().equals("CANCELLED"));
            assertThat(client.sees(order).path("platform_tags").get(0).asString())
                    .isEqualTo("late");
            assertThat(events("sla.breached")).hasSize(1);
        } finally {
            api.admin().delete("/admin/rules/" + rule + "/").expect(204);
        }
    }

    @Test
    void saysWhatStartedAndStoppedEachClockAndHowMuchTimeIsLeft() {
        var waiting = sla("en");
        assertThat(waiting.at("/clocks/0/state").asString()).isEqualTo("running");
        assertThat(waiting.at("/clocks/0/words").asString()).isEqualTo("Somebody has to answer: 14 min left.");
        assertThat(waiting.at("/clocks/1/state").asString()).isEqualTo("not_started");

        paid();
        var working = sla("en");
        assertThat(working.at("/clocks/0/state").asString()).isEqualTo("in_time");
        assertThat(working.at("/clocks/0/started_by").asString()).isEqualTo("NEW");
        assertThat(working.at("/clocks/0/stopped_by").asString()).isEqualTo("IN_REVIEW");
        assertThat(working.at("/clocks/1/state").asString()).isEqualTo("running");
        assertThat(working.at("/clocks/1/started_by").asString()).isEqualTo("PAID");
        assertThat(working.at("/clocks/1/seconds_left").asLong()).isBetween(35_990L, 36_000L);
        assertThat(sla("ru").at("/clocks/1/words").asString())
                .isEqualTo("Работу нужно завершить: осталось 9 ч 59 мин.");

        api.admin().setsStatus(order, "CANCELLED");
        assertThat(sla("en").at("/clocks/1/stopped_by").asString()).isEqualTo("CANCELLED");
        api.master().get("/appointments/" + order + "/sla/").expect(403);
        client.get("/appointments/999999999/sla/").expect(404);
    }

    @Test
    void aMasterToWhomItIsOfferedSeesTheFirstPromiseOnly() {
        var offered = api.master().get("/appointments/" + order + "/sla/").expect(200);
        assertThat(offered.at("/clocks/0/state").asString()).isEqualTo("running");
        assertThat(offered.at("/clocks/1/state").asString()).isEqualTo("not_started");
    }

    @Test
    void adminsFindWhatIsLateAndWhatIsDueFirst() {
        var second = client.files();
        master.takes(second);
        var mine = "/admin/appointments/?client=" + client.id();
        var due = client.sees(order).path("response_deadline_at").asString();

        assertThat(ids(mine + "&ordering=deadline")).containsExactly(order, second);
        assertThat(ids(mine + "&ordering=nonsense")).containsExactly(second, order);
        assertThat(ids(mine + "&due_before=" + moment(due).plusSeconds(1))).containsExactly(order);
        assertThat(ids(mine + "&due_before=" + due)).isEmpty();
        assertThat(ids(mine + "&sla_breached=true")).isEmpty();
        assertThat(ids(mine + "&sla_breached=false")).hasSize(2);
        assertThat(api.admin()
                        .get(mine + "&due_before=soon&sla_breached=maybe")
                        .expect(400)
                        .propertyNames())
                .containsExactlyInAnyOrder("due_before", "sla_breached");
        try (var later = clock.ahead(ANSWER)) {
            assertThat(later).isNotNull();
            theOnly("sla.breached");
        }
        assertThat(ids(mine + "&sla_breached=true")).containsExactly(order);
    }

    private JsonNode paid() {
        master.takes(order);
        master.prices(order, 1000);
        client.pays(order);
        return master.confirms(order);
    }

    /** The order's event of this type, of which there has to be one. */
    private JsonNode theOnly(String type) {
        await().atMost(Duration.ofSeconds(20)).until(() -> !events(type).isEmpty());
        assertThat(events(type)).hasSize(1);
        return events(type).get(0);
    }

    private List<JsonNode> events(String type) {
        return events(order, type);
    }

    private List<JsonNode> events(long appointment, String type) {
        return api.admin()
                .get("/events/?entity_type=Appointment&event_type=" + type + "&entity_id=" + appointment)
                .expect(200)
                .valueStream()
                .toList();
    }

    private List<Long> ids(String path) {
        return api.admin()
                .get(path)
                .expect(200)
                .valueStream()
                .map(found -> found.path("id").asLong())
                .toList();
    }

    private JsonNode sla(String language) {
        var body = WebTestClient.bindToServer()
                .baseUrl(a.address())
                .build()
                .get()
                .uri("/api/v1/appointments/" + order + "/sla/")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + client.token())
                .header(HttpHeaders.ACCEPT_LANGUAGE, language)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
        assertThat(client.get("/appointments/" + order + "/sla/").status()).isEqualTo(200);
        return JsonMapper.shared().readTree(Objects.requireNonNull(body));
    }

    /** How often the default rule has told the admin of an event. */
    private long attention(long event) {
        return Await.value(database.sql("SELECT count(*) FROM notification WHERE account_id = :admin"
                        + " AND (payload ->> 'event_id')::bigint = :event")
                .bind("admin", api.admin().id())
                .bind("event", event)
                .mapValue(Long.class)
                .one());
    }

    private static Instant moment(JsonNode body, String field) {
        return moment(body.path(field).asString());
    }

    private static Instant moment(String text) {
        return Instant.parse(text);
    }
}
