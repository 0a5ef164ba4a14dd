package dev.guildhall.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

/** What rules can do, seen from outside. */
@GuildhallTest
class RuleActionsTest {

    @Autowired
    private Api api;

    @Autowired
    private DatabaseClient database;

    private final List<Long> made = new ArrayList<>();
    private Person admin;
    private Person client;

    @BeforeEach
    void somebodyFilesOrders() {
        admin = api.admin();
        client = api.client();
    }

    @AfterEach
    void theRulesGo() {
        made.forEach(id -> admin.delete("/admin/rules/" + id + "/").expect(204));
    }

    @Test
    void takesATagOff() {
        rule("appointment.created", List.of(tag("assign_tag", "a"), tag("assign_tag", "b"), tag("remove_tag", "a")));
        var nothing = rule("appointment.created", List.of(tag("remove_tag", "c")));
        var order = client.files();
        assertThat(client.sees(order).path("platform_tags").valueStream().map(JsonNode::asString))
                .containsExactly("b");
        assertThat(admin.get("/admin/rules/" + nothing + "/runs/?verdict=met")
                        .expect(200)
                        .at("/0/actions/0/outcome")
                        .asString())
                .isEqualTo("nothing");
    }

    @Test
    void emitsAnEventThatOtherRulesReactToWithTheFactsOfThatMoment() {
        var type = "custom.alarm_" + Math.abs(UUID.randomUUID().getMostSignificantBits());
        rule(
                "appointment.created",
                List.of(
                        tag("assign_tag", "before"),
                        Map.of("type", "emit_event", "event_type", type, "payload", Map.of("level", 3))));
        rule(
                type,
                List.of(tag("assign_tag", "heard")),
                Map.of(
                        "all",
                        List.of(
                                Map.of("field", "event.payload.level", "op", "==", "value", 3),
                                Map.of("field", "appointment.platform_tags", "op", "contains", "value", "before"),
                                Map.of("field", "actor.id", "op", "==", "value", client.id()))));
        var order = client.files();
        assertThat(client.sees(order).path("platform_tags").valueStream().map(JsonNode::asString))
                .containsExactly("before", "heard");
        var event = admin.get("/events/?event_type=" + type).expect(200).get(0);
        assertThat(event.path("entity_id").asString()).isEqualTo(String.valueOf(order));
        assertThat(event.at("/payload/level").asInt()).isEqualTo(3);
    }

    @Test
    void aRuleThatTriggersItselfEnds() {
        var type = "custom.loop_" + Math.abs(UUID.randomUUID().getMostSignificantBits());
        rule("appointment.created", List.of(Map.of("type", "emit_event", "event_type", type)));
        var loop = rule(type, List.of(Map.of("type", "emit_event", "event_type", type)));
        client.files();
        var runs = admin.get("/admin/rules/" + loop + "/runs/").expect(200);
        assertThat(runs.valueStream().map(run -> run.path("reason").asString("")))
                .containsExactly("depth", "", "");
        assertThat(admin.get("/admin/rules/" + loop + "/").expect(200).path("warnings"))
                .hasSize(1);
    }

    @Test
    void leavesOneMessageForTelegram() {
        rule(
                "appointment.created",
                List.of(
                        Map.of("type", "send_telegram", "target", "client", "message", "Hello"),
                        Map.of("type", "send_telegram", "target", "master", "message", "Nobody")));
        client.files();
        var left = Await.all(database.sql(
                        "SELECT message || ' ' || split_part(occasion, ':', 6) FROM delivery WHERE account_id = :client")
                .bind("client", client.id())
                .mapValue(String.class)
                .all());
        assertThat(left).containsExactly("Hello 0");
    }

    private long rule(String trigger, List<Map<String, Object>> actions) {
        return rule(trigger, actions, Map.of("field", "client.id", "op", "==", "value", client.id()));
    }

    private long rule(String trigger, List<Map<String, Object>> actions, Map<String, Object> condition) {
        var kept = admin.post(
                        "/admin/rules/",
                        Map.of(
                                "name",
                                "action " + UUID.randomUUID(),
                                "trigger_event_type",
                                trigger,
                                "condition_json",
                                condition,
                                "action_json",
                                actions))
                .expect(201);
        assertThat(kept.path("problems")).isEmpty();
        made.add(kept.path("id").asLong());
        return kept.path("id").asLong();
    }

    private static Map<String, Object> tag(String type, String tag) {
        return Map.of("type", type, "tag", tag);
    }
}
