package dev.guildhall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.Api.Answer;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.StatementCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** What a request may cost: statements to the database, the frame of its transaction included, however long the history is. */
@GuildhallTest
class StatementBudgetTest {

    private static final int STATUS_CHANGE = 10;
    private static final int MESSAGE = 4;
    private static final int MANY_ORDERS = 10_000;
    private static final int ACTIONS = 2;
    private static final long NOBODY = 0;

    @Autowired
    private Api api;

    @Autowired
    private StatementCounter statements;

    @Autowired
    private DatabaseClient database;

    private Person admin;
    private Person client;
    private Person master;
    private Person colleague;
    private long order;
    private final List<Long> rules = new ArrayList<>();

    @BeforeEach
    void somebodyHasAnOrderTaken() {
        admin = api.admin();
        client = api.client();
        master = api.master();
        colleague = api.master();
        order = client.files();
        master.takes(order);
        master.says(order, "What have you tried?");
        // The first dashboard computes the first score; and from here on everybody is known to the principal cache.
        List.of(admin, client, master, colleague)
                .forEach(person -> person.get("/dashboard/").expect(200));
        // Whether rules are known by now depends on the tests before.
        costs();
    }

    @AfterEach
    void theRulesGo() {
        rules.forEach(id -> admin.delete("/admin/rules/" + id + "/").expect(204));
    }

    @Test
    void aReadIsOneStatement() {
        IntStream.range(0, 3).forEach(number -> client.files());
        for (var path : List.of("/me/", "/dashboard/", "/notifications/", "/notifications/unread-count/")) {
            for (var person : List.of(client, master, admin)) {
                assertThat(during(() -> person.get(path))).as(path).hasSize(1);
            }
        }
        for (var path : List.of(
                "",
                "?include=available_actions",
                "events/",
                "sla/",
                "messages/",
                "messages/?after_id=1",
                "read-marks/",
                "reviews/")) {
            for (var person : List.of(client, master, admin)) {
                assertThat(during(() -> person.get("/appointments/" + order + "/" + path)))
                        .as(path)
                        .hasSize(1);
            }
        }
        assertThat(during(() -> client.get("/me/score/"))).hasSize(1);
        assertThat(during(() -> master.get("/me/score/"))).hasSize(1);
        assertThat(during(() -> master.get("/me/reviews/"))).hasSize(1);
        assertThat(during(() -> client.get("/appointments/my/"))).hasSize(1);
        assertThat(during(() -> master.get("/appointments/new/"))).hasSize(1);
        assertThat(during(() -> master.get("/appointments/active/"))).hasSize(1);
        assertThat(during(() -> master.get("/appointments/finished/?include=available_actions")))
                .hasSize(1);
    }

    @Test
    void aListOfAnAdminIsOneStatement() {
        for (var path : List.of(
                "/admin/appointments/",
                "/admin/appointments/?status=NEW&client=" + client.id(),
                "/admin/appointments/?sla_breached=true&due_before=2030-01-01T00:00:00Z&ordering=deadline",
                "/admin/users/" + client.id() + "/risk/",
                "/admin/users/" + client.id() + "/reviews/",
                "/admin/masters/" + master.id() + "/score/?at=2030-01-01T00:00:00Z",
                "/admin/users/",
                "/admin/users/all/",
                "/admin/users/all/?role=master",
                "/admin/users/all/?q=a&is_banned=true&admin_role=support",
                "/admin/appointments/?q=a&ordering=-updated_at",
                "/events/?actor=1&from=2026-01-01",
                "/admin/masters/",
                "/admin/masters/?ordering=-master_score&min_score=1",
                "/events/",
                "/events/?entity_type=Appointment",
                "/admin/feature-flags/",
                "/admin/rules/",
                "/admin/metrics/daily/",
                "/admin/metrics/daily/?from=2020-01-01",
                "/admin/system/settings/")) {
            assertThat(during(() -> admin.get(path))).as(path).hasSize(1);
        }
    }

    @Test
    void aCountIsOneStatementMore() {
        for (var path : List.of("/admin/appointments/?count=true&q=a", "/admin/users/all/?limit=1&count=true")) {
            assertThat(during(() -> admin.get(path))).as(path).hasSize(2);
        }
    }

    @Test
    void writingAMessageIsFourStatements() {
        assertThat(during(() -> client.act(order, "messages", Map.of("text", "It is locked"))))
                .hasSizeLessThanOrEqualTo(MESSAGE)
                .startsWith("BEGIN")
                .endsWith("COMMIT");
        assertThat(during(() -> client.act(order, "read", Map.of("last_read_message_id", 1))))
                .hasSize(1);
    }

    @Test
    void aChangeOfStatusIsTenStatements() {
        var filed = client.files();
        step(() -> master.act(filed, "take", null));
        step(() -> master.act(filed, "set-price", Map.of("total_price", 1000)));
        // Whether a proof is awaited is looked at before it is taken in, so that nothing is locked meanwhile.
        var uploading =
                during(() -> client.act(filed, "upload-payment-proof", Person.file("payment_proof", "proof.png")));
        assertThat(uploading).hasSizeLessThanOrEqualTo(STATUS_CHANGE).endsWith("COMMIT");
        assertThat(uploading.subList(1, uploading.size())).startsWith("BEGIN");
        step(() -> client.act(filed, "mark-paid", Map.of("payment_method", "crypto")));
        step(() -> master.act(filed, "confirm-payment", null));
        step(() -> master.act(filed, "start", null));
        step(() -> master.act(filed, "complete", null));
        step(() -> master.act(order, "decline", null));
        step(() -> admin.post("/admin/appointments/" + order + "/set-status/", Map.of("status", "NEW")));
        step(() -> admin.post("/admin/appointments/" + order + "/assign/", Map.of("master", master.id())));
        step(() -> client.act(filed, "review-master", Map.of("rating", 5)));
        step(() -> master.act(filed, "review-client", Map.of("rating", 5, "behavior_flags", List.of("weak_pc"))));
        assertThat(during(() -> client.post("/appointments/", Person.anAppointment())))
                .hasSizeLessThanOrEqualTo(STATUS_CHANGE)
                .startsWith("BEGIN")
                .endsWith("COMMIT");
    }

    @Test
    void aRuleThatIsNotMetCostsNothing() {
        var before = costs();
        putRulesInForce(NOBODY);

        assertThat(costs()).isEqualTo(before);
    }

    @Test
    void aRuleThatIsMetCostsAStatementForEachOfItsActionsAndOneForItsEvent() {
        var expected = costs();
        List.of("message", "complete").forEach(what -> expected.merge(what, 1 + ACTIONS, Integer::sum));
        putRulesInForce(client.id());

        assertThat(costs()).isEqualTo(expected);
    }

    @Test
    void nothingCostsMoreAfterTenThousandOrders() {
        putRulesInForce(client.id());
        giveHistory(10);
        var before = costs();
        giveHistory(MANY_ORDERS);
        try {
            assertThat(costs()).isEqualTo(before);
        } finally {
            takeHistoryAway();
        }
    }

    /** How many statements each of these takes. */
    private Map<String, Integer> costs() {
        var costs = new TreeMap<String, Integer>();
        BiConsumer<String, Supplier<Answer>> count =
                (what, request) -> costs.put(what, during(request).size());
        walk(count);
        watch(count);
        return costs;
    }

    /** Orders on all their ways. */
    private void walk(BiConsumer<String, Supplier<Answer>> count) {
        var done = client.files();
        count.accept("file", () -> client.post("/appointments/", Person.anAppointment()));
        count.accept("take", () -> master.act(done, "take", null));
        count.accept("price", () -> master.act(done, "set-price", Map.of("total_price", 1000)));
        count.accept(
                "proof", () -> client.act(done, "upload-payment-proof", Person.file("payment_proof", "proof.png")));
        count.accept("mark paid", () -> client.act(done, "mark-paid", Map.of("payment_method", "crypto")));
        count.accept("confirm", () -> master.act(done, "confirm-payment", null));
        count.accept("start", () -> master.act(done, "start", null));
        count.accept("complete", () -> master.act(done, "complete", null));
        count.accept("review of the master", () -> client.act(done, "review-master", Map.of("rating", 5)));
        count.accept("review of the client", () -> master.act(done, "review-client", Map.of("rating", 5)));
        count.accept("message", () -> client.act(done, "messages", Map.of("text", "Thanks")));

        var given = client.files();
        master.takes(given);
        var path = "/admin/appointments/" + given;
        count.accept("assign", () -> admin.post(path + "/assign/", Map.of("master", colleague.id())));
        count.accept("decline", () -> colleague.act(given, "decline", null));
        count.accept("override", () -> admin.post(path + "/set-status/", Map.of("status", "COMPLETED")));
    }

    private void watch(BiConsumer<String, Supplier<Answer>> count) {
        var path = "/appointments/" + order + "/";
        count.accept("me", () -> client.get("/me/"));
        count.accept("master's me", () -> master.get("/me/"));
        count.accept("dashboard", () -> client.get("/dashboard/"));
        count.accept("master's dashboard", () -> master.get("/dashboard/"));
        count.accept("my", () -> client.get("/appointments/my/"));
        count.accept("new", () -> master.get("/appointments/new/"));
        count.accept("active", () -> master.get("/appointments/active/"));
        count.accept("finished", () -> master.get("/appointments/finished/?limit=50"));
        count.accept("admin list", () -> admin.get("/admin/appointments/?client=" + client.id()));
        count.accept("detail", () -> master.get(path));
        count.accept("timeline", () -> master.get(path + "events/"));
        count.accept("messages", () -> master.get(path + "messages/"));
    }

    /** Rules about this client's messages and completed orders, each with a notification and a tag. */
    private void putRulesInForce(long clientId) {
        for (var trigger : List.of("chat.message_sent", "appointment.work_completed")) {
            var rule = Map.of(
                    "name",
                    "budget " + UUID.randomUUID(),
                    "trigger_event_type",
                    trigger,
                    "condition_json",
                    Map.of("field", "client.id", "op", "==", "value", clientId),
                    "action_json",
                    List.of(
                            Map.of("type", "create_notification", "target", "master", "title", "Look"),
                            Map.of("type", "assign_tag", "tag", "looked-at")));
            rules.add(admin.post("/admin/rules/", rule).expect(201).path("id").asLong());
        }
        costs();
    }

    /** Finished orders of the two, as if they had been worked on over years. */
    private void giveHistory(int orders) {
        Await.done(database.sql("""
                        WITH filed AS (
                            INSERT INTO appointment (client_id, master_id, brand, model, lock_type, description, status,
                                   created_at, taken_at, started_at, completed_at)
                            SELECT :client, :master, 'Nokia', '3310', 'PIN', 'Forgot the code', 'COMPLETED',
                                   t, t + interval '1 minute', t + interval '2 minutes', t + interval '3 minutes'
                              FROM generate_series(1, :orders) n, LATERAL (SELECT now() - n * interval '1 hour') past (t)
                            RETURNING created_at, taken_at
                        ), c AS (
                            UPDATE client_stats SET completed_orders = completed_orders + :orders WHERE account_id = :client)
                        UPDATE master_stats SET completed_orders = completed_orders + :orders,
                               response_count = response_count + :orders, response_micros = response_micros + :orders * 60000000::bigint
                         WHERE account_id = :master""")
                .bind("client", client.id())
                .bind("master", master.id())
                .bind("orders", orders)
                .then());
    }

    /** Other tests read lists of everything. */
    private void takeHistoryAway() {
        Await.done(database.sql("DELETE FROM appointment WHERE client_id = :client AND brand = 'Nokia'")
                .bind("client", client.id())
                .then());
    }

    private void step(Supplier<Answer> action) {
        assertThat(during(action))
                .hasSizeLessThanOrEqualTo(STATUS_CHANGE)
                .startsWith("BEGIN")
                .endsWith("COMMIT");
    }

    /** What was asked of the database while this succeeded. */
    private List<String> during(Supplier<Answer> request) {
        return statements.during(() -> {
            var answer = request.get();
            assertThat(answer.status())
                    .as(answer.request() + " " + answer.body())
                    .isIn(200, 201);
        });
    }
}
