package dev.guildhall.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.Api.Answer;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.StatusChain;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

/** An admin gives an order to another active master. */
@GuildhallTest
class AssignmentTest {

    @Autowired
    private Api api;

    @Autowired
    private DatabaseClient database;

    private Person client;
    private Person ann;
    private Person bob;
    private long order;

    @BeforeEach
    void annHasAnOrder() {
        client = api.client();
        ann = api.master();
        bob = api.master();
        order = client.files();
        ann.takes(order);
    }

    @Test
    void handsTheOrderOverWhereItStands() {
        ann.prices(order, 1000);

        var handed = assign(bob).expect(200);

        assertThat(handed.path("assigned_master").asLong()).isEqualTo(bob.id());
        assertThat(handed.path("master_username").asString()).isEqualTo(bob.username());
        assertThat(handed.path("status").asString()).isEqualTo("AWAITING_PAYMENT");
        ann.get("/appointments/" + order + "/").expect(403);
        bob.act(order, "decline", null).expect(200);
    }

    @Test
    void leavesARowInTheTimeline() {
        assign(bob).expect(200);

        var row = client.timeline(order).get(0);
        assertThat(row.path("event_type").asString()).isEqualTo("master_assigned");
        assertThat(row.path("from_status").asString()).isEmpty();
        assertThat(row.path("to_status").asString()).isEmpty();
        assertThat(row.path("actor").asLong()).isEqualTo(api.admin().id());
        expectBothMasters(row.path("metadata"));
    }

    @Test
    void emitsAnEventThatNamesBothMasters() {
        assign(bob).expect(200);

        var event = latestEvent();
        assertThat(event.path("event_type").asString()).isEqualTo("appointment.master_assigned");
        assertThat(event.path("actor").asLong()).isEqualTo(api.admin().id());
        expectBothMasters(event.path("payload"));
    }

    @Test
    void takesANewOrderForItsMaster() {
        var fresh = client.files();

        var taken = api.admin()
                .post("/admin/appointments/" + fresh + "/assign/", Map.of("master", bob.id()))
                .expect(200);

        assertThat(taken.path("status").asString()).isEqualTo("IN_REVIEW");
        assertThat(taken.path("taken_at").isNull()).isFalse();
        assertThat(StatusChain.of(fresh, database)).containsExactly("NEW", "IN_REVIEW");
        var metadata = client.timeline(fresh).get(0).path("metadata");
        assertThat(metadata.propertyNames()).containsExactly("assigned_master_id");
    }

    @Test
    void keepsTheScoresOfBothMastersCurrent() {
        assertThat(workloadOf(ann)).isEqualTo(1);

        assign(bob).expect(200);

        assertThat(workloadOf(ann)).isZero();
        assertThat(workloadOf(bob)).isEqualTo(1);
        for (var master : new Person[] {ann, bob}) {
            assertThat(statsOf(master).path("score_updated_at").isNull()).isFalse();
        }
        // For taking within minutes: that counts for whoever has the order now.
        assertThat(statsOf(ann).path("master_score").asInt()).isEqualTo(10);
        assertThat(statsOf(bob).path("master_score").asInt()).isEqualTo(30);
    }

    @Test
    void refusesAMasterWhoIsNotActive() {
        api.admin().post("/admin/masters/" + bob.id() + "/suspend/").expect(200);

        expectRefused(assign(bob));
    }

    @Test
    void refusesWhoeverIsNoMaster() {
        expectRefused(assign(api.client()));
        expectRefused(assign(api.admin()));
        expectRefused(assign(Long.MAX_VALUE));
    }

    @Test
    void refusesTheOwnOrder() {
        becomesMaster(client);

        expectRefused(assign(client));
    }

    @Test
    void refusesTheMasterWhoHasItAlready() {
        expectRefused(assign(ann));
    }

    @ParameterizedTest
    @ValueSource(strings = {"COMPLETED", "DECLINED_BY_MASTER", "CANCELLED"})
    void refusesAnOrderThatIsFinal(String status) {
        api.admin().setsStatus(order, status);

        var refusal = assign(bob).expect(400);

        assertThat(refusal.path("detail").isString()).isTrue();
        assertThat(client.sees(order).path("assigned_master").asLong()).isEqualTo(ann.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"master\": \"nobody\"}", "{\"master\": 9223372036854775807}", "[]", "{"})
    void looksAtTheOrderBeforeTheBody(String body) {
        api.admin().setsStatus(order, "COMPLETED");

        var refusal = assign(order, body).expect(400);

        // As it is said of any step that is not due, and not what is wrong with the body.
        assertThat(refusal).isEqualTo(client.act(order, "mark-paid", Map.of()).expect(400));
        assign(Long.MAX_VALUE, body).expect(404);
    }

    @Test
    void looksAtTheCallerBeforeTheOrder() {
        var path = "/admin/appointments/" + Long.MAX_VALUE + "/assign/";
        for (var person : new Person[] {client, ann}) {
            person.post(path, "{").expect(403);
        }
        api.send(HttpMethod.POST, "/api/v1" + path, null, "{").expect(401);
    }

    /** A master who may take nothing learns nothing of orders. */
    @Test
    void looksAtTheMasterWhoTakesBeforeTheOrder() {
        api.admin().post("/admin/masters/" + bob.id() + "/suspend/").expect(200);

        for (var person : new Person[] {bob, client}) {
            person.act(Long.MAX_VALUE, "take", null).expect(403);
            person.act(order, "take", null).expect(403);
        }
        ann.act(Long.MAX_VALUE, "take", null).expect(404);
    }

    @Test
    void isForAdminsOnly() {
        for (var person : new Person[] {client, ann, bob}) {
            person.post("/admin/appointments/" + order + "/assign/", Map.of("master", bob.id()))
                    .expect(403);
        }
    }

    private Answer assign(Person master) {
        return assign(master.id());
    }

    /** With this very body. */
    private Answer assign(long someOrder, String body) {
        return api.admin().post("/admin/appointments/" + someOrder + "/assign/", body);
    }

    private Answer assign(long master) {
        return api.admin().post("/admin/appointments/" + order + "/assign/", Map.of("master", master));
    }

    /** The field is named, and nothing has happened. */
    private void expectRefused(Answer answer) {
        assertThat(answer.expect(400).propertyNames()).containsExactly("master");
        assertThat(ann.sees(order).path("assigned_master").asLong()).isEqualTo(ann.id());
        assertThat(StatusChain.of(order, database)).containsExactly("NEW", "IN_REVIEW");
        assertThat(latestEvent().path("event_type").asString()).isEqualTo("appointment.master_taken");
    }

    private void expectBothMasters(JsonNode told) {
        assertThat(told.propertyNames()).containsExactlyInAnyOrder("assigned_master_id", "previous_master_id");
        assertThat(told.path("assigned_master_id").asLong()).isEqualTo(bob.id());
        assertThat(told.path("previous_master_id").asLong()).isEqualTo(ann.id());
    }

    private JsonNode latestEvent() {
        return api.admin()
                .get("/events/?entity_type=Appointment&entity_id=" + order)
                .expect(200)
                .get(0);
    }

    private int workloadOf(Person master) {
        return statsOf(master).path("active_workload").asInt();
    }

    private static JsonNode statsOf(Person master) {
        return master.me().path("master_stats");
    }

    private void becomesMaster(Person someone) {
        api.admin()
                .post("/admin/users/" + someone.id() + "/role/", Map.of("role", "master", "is_master_active", true))
                .expect(200);
    }
}
