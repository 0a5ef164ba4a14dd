package dev.guildhall.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.flag.Switch;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.OpenApiContract;
import dev.guildhall.testing.SomethingHappened;
import dev.guildhall.testing.SwitchedOff;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

@GuildhallTest
class RuleSimulationTest extends RuleScene {

    private static final String PATH = "/admin/rules/simulate/";

    @Autowired
    private WebTestClient http;

    @Test
    void tellsWhatANewRuleWouldHaveDone() {
        happen(10);
        var result = simulate(Map.of("rule", candidate(">=", 6), "last", 8));
        assertThat(result.path("examined").asInt()).isEqualTo(8);
        assertThat(result.path("matched").asInt()).isEqualTo(4);
        assertThat(result.path("actions")).isEqualTo(JSON.readTree("{\"assign_tag\": 4}"));
        assertThat(result.at("/difference/added").asInt()).isEqualTo(4);
        assertThat(result.path("complete").asBoolean()).isTrue();
        var first = result.path("events").get(0);
        assertThat(first.path("verdict").asString()).isEqualTo("not_met");
        assertThat(first.at("/trace/0/actual").asInt()).isEqualTo(2);
        assertThat(first.at("/trace/0/expected").asInt()).isEqualTo(6);
        var met = result.path("events").get(4);
        assertThat(met.path("verdict").asString()).isEqualTo("met");
        assertThat(met.path("change").asString()).isEqualTo("added");
        assertThat(met.at("/actions/0/tag").asString()).isEqualTo("x");
        var none = candidate("like", 6);
        assertThat(simulate(Map.of("rule", none)).path("problems")).isNotEmpty();
    }

    @Test
    void isRefusedInWordsWhileItIsSwitchedOff() {
        var question = Map.<String, Object>of("rule", candidate(">=", 6));
        try (var off = SwitchedOff.by(admin, Switch.RULE_SIMULATION)) {
            assertThat(off).isNotNull();
            assertThat(admin.post(PATH, question).expect(403).path("detail").asString())
                    .isEqualTo("Проверка правил на истории сейчас отключена.");
            http.post()
                    .uri("/api/v1" + PATH)
                    .header(HttpHeaders.AUTHORIZATION, "Bearer " + admin.token())
                    .header(HttpHeaders.ACCEPT_LANGUAGE, "en")
                    .header(HttpHeaders.ACCEPT, "application/x-ndjson, application/json")
                    .bodyValue(question)
                    .exchange()
                    .expectStatus()
                    .isForbidden()
                    .expectBody()
                    .jsonPath("$.detail")
                    .isEqualTo("Simulations are switched off at the moment.");
        }
        assertThat(simulate(question).path("complete").asBoolean()).isTrue();
    }

    @Test
    void tellsTheDifferenceToTheVersionInForce() {
        var rule = rule(draft("<", 4, "{\"type\": \"assign_tag\", \"tag\": \"x\"}", 0));
        happen(10);
        var moved = simulate(Map.of("rule_id", rule.id(), "rule", candidate(">=", 2)));
        assertThat(moved.path("difference")).isEqualTo(JSON.readTree("{\"added\": 6, \"removed\": 2, \"changed\": 0}"));
        assertThat(moved.path("version").asInt()).isEqualTo(1);
        var other = candidate("<", 4);
        other.put("action_json", Map.of("type", "assign_tag", "tag", "y"));
        assertThat(simulate(Map.of("rule_id", rule.id(), "rule", other)).path("difference"))
                .isEqualTo(JSON.readTree("{\"added\": 0, \"removed\": 0, \"changed\": 4}"));
        other.put("trigger_event_type", "test.nothing");
        assertThat(simulate(Map.of("rule_id", rule.id(), "rule", other))
                        .at("/difference/removed")
                        .asInt())
                .isEqualTo(4);
        Await.done(rules.delete(rule.id()));
        admin.post(PATH, Map.of("rule_id", rule.id())).expect(404);
    }

    @Test
    void looksAtAStretchOfTime() {
        var begin = clock.instant();
        happen(3);
        var middle = clock.instant();
        happen(4);
        assertThat(examined(begin, middle)).isEqualTo(3);
        assertThat(examined(middle, clock.instant().plusSeconds(1))).isEqualTo(4);
        for (var bad : List.<Map<String, Object>>of(
                Map.of(),
                Map.of("rule", "x"),
                Map.of("rule_id", 1, "last", 0),
                Map.of("rule_id", 1, "from", "yesterday"),
                Map.of("rule", Map.of("trigger_event_type", event.type(), "priority", "x")))) {
            admin.post(PATH, bad).expect(400);
        }
    }

    @Test
    void tellsHowFarItIs() {
        happen(2_500);
        var question = Map.of("rule", candidate(">=", 0), "last", 2_500);
        var lines = lines("application/x-ndjson", question);
        assertThat(lines).hasSize(4);
        assertThat(lines.stream().map(line -> line.path("examined").asInt())).containsExactly(1000, 2000, 2500, 2500);
        assertThat(lines).allMatch(line -> line.path("total").asInt() == 2500);
        var result = lines.get(3).path("result");
        assertThat(result).isEqualTo(simulate(question));
        assertThat(result.path("events")
                        .valueStream()
                        .filter(it -> it.path("verdict").asString().equals("met")))
                .hasSize(100);
        assertThat(result.path("complete").asBoolean()).isFalse();
        assertThat(lines("text/event-stream", question).get(3).path("result")).isEqualTo(result);
        assertThat(http.post()
                        .uri("/api/v1" + PATH)
                        .header("Authorization", "Bearer " + admin.token())
                        .header("Accept", "application/x-ndjson")
                        .bodyValue(Map.of("rule_id", Long.MAX_VALUE))
                        .exchange()
                        .expectBody()
                        .returnResult()
                        .getStatus()
                        .value())
                .isEqualTo(404);
    }

    @Test
    void writesNothingAndSaysTheSameEveryTime() {
        rule(draft(">=", 3, "{\"type\": \"assign_tag\", \"tag\": \"x\"}", 0));
        happen(20);
        var question = Map.of("rule", candidate(">=", 5), "last", 1000);
        var first = simulate(question);
        // Nodes do things of their own meanwhile, but not all the time.
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            var before = checksums();
            assertThat(simulate(question)).isEqualTo(first);
            assertThat(checksums()).isEqualTo(before);
        });
    }

    @Test
    void simulatingTheVersionInForceIsWhatHasHappened() {
        for (var seed = 0; seed < 6; seed++) {
            var random = new Random(seed);
            var type = SomethingHappened.once();
            var made = new ArrayList<Rule>();
            for (var i = 0; i < 6; i++) {
                made.add(rule(anyDraft(random, type.type())));
            }
            for (var i = 0; i < 40; i++) {
                var number = random.nextInt(10);
                try (var later = clock.ahead(Duration.ofSeconds(i * 20L))) {
                    happens(type.saying(Map.of("n", number)));
                }
            }
            for (var rule : made) {
                var result = simulate(Map.of("rule_id", rule.id(), "last", 1000));
                assertThat(result.path("difference"))
                        .isEqualTo(JSON.readTree("{\"added\": 0, \"removed\": 0, \"changed\": 0}"));
                var simulated = result.path("events")
                        .valueStream()
                        .filter(it -> !it.path("verdict").asString().equals("not_met"))
                        .collect(Collectors.toMap(
                                it -> it.path("event_id").asLong(),
                                it -> it.path("verdict").asString()
                                        + it.path("reason").asString("")));
                var recorded = admin.get("/admin/rules/" + rule.id() + "/runs/?limit=200")
                        .expect(200)
                        .valueStream()
                        .filter(it -> !it.path("verdict").asString().equals("not_met"))
                        .collect(Collectors.toMap(
                                it -> it.path("event_id").asLong(),
                                it -> it.path("verdict").asString()
                                        + it.path("reason").asString("")));
                assertThat(simulated).as("seed %d, %s", seed, rule).isEqualTo(recorded);
            }
        }
    }

    private static RuleDraft anyDraft(Random random, String trigger) {
        var condition = JSON.createObjectNode()
                .put("field", "event.payload.n")
                .put("op", List.of(">=", "<", "==").get(random.nextInt(3)))
                .put("value", random.nextInt(10));
        return new RuleDraft(
                "any " + UUID.randomUUID(),
                "",
                true,
                trigger,
                random.nextInt(4) == 0 ? JSON.createObjectNode() : condition,
                JSON.createObjectNode().put("type", "assign_tag").put("tag", "x"),
                random.nextInt(3),
                random.nextInt(3) == 0,
                random.nextInt(2) * random.nextInt(200));
    }

    private int examined(Instant from, Instant to) {
        return simulate(Map.of("rule", candidate(">=", 0), "from", from.toString(), "to", to.toString()))
                .path("examined")
                .asInt();
    }

    private void happen(int count) {
        Await.all(Flux.range(0, count)
                .concatMap(
                        n -> units.run(events.emit(event.saying(Map.of("n", n))).thenReturn(n))));
    }

    private Map<String, Object> candidate(String operator, int value) {
        return new HashMap<>(Map.of(
                "trigger_event_type",
                event.type(),
                "condition_json",
                Map.of("field", "event.payload.n", "op", operator, "value", value),
                "action_json",
                Map.of("type", "assign_tag", "tag", "x")));
    }

    private RuleDraft draft(String operator, int value, String action, int cooldown) {
        var condition = Map.of("field", "event.payload.n", "op", operator, "value", value);
        return draft(JSON.valueToTree(condition), action, 100, false, cooldown);
    }

    private JsonNode simulate(Map<String, Object> question) {
        return admin.post(PATH, question).expect(200);
    }

    private List<JsonNode> lines(String type, Map<String, Object> question) {
        var body = http.mutate()
                .filter(OpenApiContract.read().filter())
                .build()
                .post()
                .uri("/api/v1" + PATH)
                .header("Authorization", "Bearer " + admin.token())
                .header("Accept", type)
                .bodyValue(question)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(type)
                .expectBody()
                .returnResult()
                .getResponseBody();
        return new String(body, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceFirst("^data:", ""))
                .filter(line -> !line.isBlank())
                .map(JSON::readTree)
                .map(JsonNode.class::cast)
                .toList();
    }

    /** Of every table, of everything in it. */
    private String checksums() {
        var tables = Await.all(database.sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
                .mapValue(String.class)
                .all());
        return tables.stream()
                .map(table -> table + " "
                        + Await.value(
                                database.sql("SELECT coalesce(md5(string_agg(t::text, '' ORDER BY t::text)), '') FROM "
                                                + table + " t")
                                        .mapValue(String.class)
                                        .one()))
                .collect(Collectors.joining("\n"));
    }
}
