package dev.guildhall.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.OpenApiContract;
import dev.guildhall.testing.Person;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rules as admins write them over HTTP. */
@GuildhallTest
class RuleWritingTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String PATH = "/admin/rules/";

    @Autowired
    private Api api;

    @Autowired
    private WebTestClient http;

    @Autowired
    private DatabaseClient database;

    private final List<Long> made = new ArrayList<>();
    private Person admin;

    @BeforeEach
    void somebodyWrites() {
        admin = api.admin();
    }

    @AfterEach
    void theRulesGo() {
        made.forEach(id -> admin.delete(PATH + id + "/").expect(204));
    }

    @Test
    void nonsenseIsKeptAndComesBackWithItsProblems() {
        var rule = keep(nonsense());

        assertThat(rule.path("problems").valueStream().map(it -> it.path("pointer")
                        .asString()))
                .containsExactly("/trigger_event_type", "/condition_json/op", "/action_json/type");
        assertThat(rule.path("problems").valueStream().map(it -> it.path("message")
                        .asString()))
                .noneMatch(String::isBlank);
        assertThat(admin.get(PATH + rule.path("id").asLong() + "/").expect(200)).isEqualTo(rule);
        var listed = admin.get(PATH)
                .expect(200)
                .valueStream()
                .filter(it -> it.path("id").equals(rule.path("id")))
                .toList();
        assertThat(listed).containsExactly(rule);
    }

    @Test
    void theRulesThatAreThereFromTheBeginningMakeSense() {
        var defaults = admin.get(PATH)
                .expect(200)
                .valueStream()
                .filter(rule -> rule.path("name").asString().startsWith("default"))
                .toList();

        assertThat(defaults).isNotEmpty().allSatisfy(rule -> assertThat(rule.path("problems"))
                .isEmpty());
    }

    @Test
    void nonsenseIsRefusedByWhoeverPrefersThat() {
        var rules = admin.get(PATH).expect(200).size();
        for (var preference : List.of("handling=strict", "respond-async, Handling=\"strict\"; x=y")) {
            var answer = strictly(HttpMethod.POST, PATH, nonsense(), preference);
            answer.expectStatus().isBadRequest().expectHeader().valueEquals("Preference-Applied", "handling=strict");
            var body = body(answer);
            assertThat(body.propertyNames())
                    .containsExactlyInAnyOrder("trigger_event_type", "condition_json", "action_json", "problems");
            assertThat(body.path("problems").valueStream().map(it -> it.path("pointer")
                            .asString()))
                    .containsExactly("/trigger_event_type", "/condition_json/op", "/action_json/type");
        }
        assertThat(admin.get(PATH).expect(200)).hasSize(rules);
        var sense = strictly(HttpMethod.POST, PATH, sense(), "handling=strict");
        sense.expectStatus().isCreated().expectHeader().valueEquals("Preference-Applied", "handling=strict");
        made.add(body(sense).path("id").asLong());
        strictly(HttpMethod.PATCH, PATH + made.get(0) + "/", Map.of("condition_json", "x"), "handling=strict")
                .expectStatus()
                .isBadRequest();
        strictly(HttpMethod.PATCH, PATH + made.get(0) + "/", Map.of("condition_json", "x"), "handling=lenient")
                .expectStatus()
                .isOk()
                .expectHeader()
                .doesNotExist("Preference-Applied");
    }

    @Test
    void whatIsTooDeepOrTooLargeIsAlwaysRefused() {
        var deep = nonsense();
        deep.put("condition_json", JSON.readTree("[".repeat(40) + "]".repeat(40)));
        var large = sense();
        large.put("action_json", Map.of("type", "assign_tag", "tag", "x".repeat(70_000)));
        assertThat(admin.post(PATH, deep).expect(400).path("condition_json")).isNotEmpty();
        assertThat(admin.post(PATH, large).expect(400).path("action_json")).isNotEmpty();
        strictly(HttpMethod.POST, PATH, deep, "handling=strict").expectStatus().isBadRequest();
    }

    @Test
    void keepsWhatARuleIsForAndWhenItRuns() {
        var written = sense();
        written.putAll(Map.of("description", "Why", "priority", -5, "stop_processing", true, "cooldown_seconds", 60));
        var rule = keep(written);
        written.forEach((field, value) -> assertThat(rule.path(field)).isEqualTo(JSON.valueToTree(value)));
        var path = PATH + rule.path("id").asLong() + "/";
        var changed = admin.patch(path, Map.of("priority", 7)).expect(200);
        assertThat(changed.path("priority").asInt()).isEqualTo(7);
        assertThat(changed.path("stop_processing").asBoolean()).isTrue();
        for (var bad : List.of(
                Map.of("priority", "soon"),
                Map.of("cooldown_seconds", -1),
                Map.of("stop_processing", "maybe"),
                Map.of("description", "x".repeat(2001)))) {
            assertThat(admin.patch(path, bad).expect(400).propertyNames()).containsExactlyElementsOf(bad.keySet());
        }
    }

    @Test
    void everyChangeKeepsTheOldVersionWithItsAuthorAndTime() {
        var other = api.admin();
        var rule = keep(sense());
        var path = PATH + rule.path("id").asLong() + "/";
        assertThat(rule.path("version").asInt()).isEqualTo(1);
        assertThat(other.patch(path, Map.of("priority", 7))
                        .expect(200)
                        .path("version")
                        .asInt())
                .isEqualTo(2);
        assertThat(admin.patch(path, Map.of("priority", 7, "version", 9))
                        .expect(200)
                        .path("version")
                        .asInt())
                .as("nothing has changed")
                .isEqualTo(2);
        assertThat(admin.patch(path, Map.of("is_active", false))
                        .expect(200)
                        .path("version")
                        .asInt())
                .as("switched off it is the same rule")
                .isEqualTo(2);
        admin.delete(path).expect(204);
        made.clear();

        var versions = admin.get(path + "versions/").expect(200);
        assertThat(versions.valueStream().map(it -> it.path("version").asInt())).containsExactly(2, 1);
        assertThat(versions.valueStream().map(it -> it.path("author").asLong()))
                .containsExactly(other.id(), admin.id());
        assertThat(versions.valueStream().map(it -> it.path("is_active").asBoolean()))
                .containsExactly(false, true);
        assertThat(versions.get(1).path("created_at")).isEqualTo(rule.path("created_at"));
        assertThat(versions.get(0).path("deleted_by").asLong()).isEqualTo(admin.id());
        assertThat(versions.get(0).path("deleted_at").isString()).isTrue();
        assertThat(versions.get(1).path("deleted_at").isNull()).isTrue();
        admin.get(PATH + Long.MAX_VALUE + "/versions/").expect(404);
    }

    @Test
    void rulesThatNobodyWroteThroughTheApplicationHaveVersionsAsWell() {
        var id = Await.value(
                database.sql("INSERT INTO rule (name, trigger_event_type) VALUES (:name, 'test.never') RETURNING id")
                        .bind("name", "seeded " + UUID.randomUUID())
                        .mapValue(Long.class)
                        .one());
        made.add(id);
        var versions = admin.get(PATH + id + "/versions/").expect(200);
        assertThat(versions).hasSize(1);
        assertThat(versions.get(0).path("author").isNull()).isTrue();
    }

    @Test
    void warnsOfRulesThatTriggerEachOtherInACircle() {
        var paid = keep(onStatus("PAID", "IN_PROGRESS"));
        assertThat(paid.path("warnings")).as("nothing leads back").isEmpty();
        var started = keep(onStatus("IN_PROGRESS", "COMPLETED"));
        assertThat(started.path("warnings")).isEmpty();
        var back = keep(onStatus("COMPLETED", "PAID"));
        var warning = back.path("warnings").get(0);
        assertThat(warning.path("pointer").asString()).isEqualTo("/action_json");
        assertThat(warning.path("message").asString())
                .contains(paid.path("name").asString(), started.path("name").asString());
        assertThat(back.path("problems")).isEmpty();
        var selfish = sense();
        selfish.put("trigger_event_type", "appointment.status_changed");
        selfish.put("action_json", List.of(Map.of("type", "change_status", "to_status", "CANCELLED")));
        selfish.put("is_active", false);
        var own = keep(selfish).path("warnings").get(0);
        assertThat(own.path("pointer").asString()).isEqualTo("/action_json/0");
    }

    private Map<String, Object> onStatus(String status, String next) {
        var rule = sense();
        rule.put("trigger_event_type", "appointment.status_changed");
        rule.put(
                "condition_json",
                Map.of(
                        "all",
                        List.of(
                                Map.of("field", "event.payload.to_status", "op", "==", "value", status),
                                Map.of("field", "appointment.id", "op", "==", "value", -1))));
        rule.put("action_json", Map.of("type", "change_status", "to_status", next));
        return rule;
    }

    private JsonNode keep(Map<String, Object> rule) {
        var kept = admin.post(PATH, rule).expect(201);
        made.add(kept.path("id").asLong());
        return kept;
    }

    private static Map<String, Object> sense() {
        return new HashMap<>(Map.of(
                "name",
                "rule " + UUID.randomUUID(),
                "trigger_event_type",
                "custom.never",
                "action_json",
                Map.of("type", "assign_tag", "tag", "x")));
    }

    private static Map<String, Object> nonsense() {
        return new HashMap<>(Map.of(
                "name",
                "rule " + UUID.randomUUID(),
                "trigger_event_type",
                "no.such.event",
                "condition_json",
                Map.of("field", "client.risk_score", "op", "like", "value", 5),
                "action_json",
                Map.of("type", "dance")));
    }

    private WebTestClient.ResponseSpec strictly(HttpMethod method, String path, Object body, String preference) {
        return http.mutate()
                .filter(OpenApiContract.read().filter())
                .build()
                .method(method)
                .uri("/api/v1" + path)
                .header("Authorization", "Bearer " + admin.token())
                .header("Prefer", preference)
                .bodyValue(body)
                .exchange();
    }

    private static JsonNode body(WebTestClient.ResponseSpec answer) {
        return JSON.readTree(answer.expectBody().returnResult().getResponseBody());
    }
}
