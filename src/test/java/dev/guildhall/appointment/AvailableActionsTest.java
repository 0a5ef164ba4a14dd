package dev.guildhall.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.Api.Answer;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** An order says to everybody what they can do with it; and what it says is so. */
@GuildhallTest
class AvailableActionsTest {

    private static final String ASKING = "?include=available_actions";

    private static final int ORDERS = 24;
    private static final AppointmentStatus[] STATUSES = AppointmentStatus.values();

    @Autowired
    private Api api;

    @Autowired
    private WebTestClient web;

    /** What can be done in other modules. */
    @Autowired
    private List<OrderAction> others;

    private Person client;
    private Person master;
    private Person colleague;
    private Person suspended;
    private Person spare;

    @BeforeEach
    void peopleOfAllKinds() {
        client = api.client();
        master = api.master();
        colleague = api.master();
        suspended = api.master();
        spare = api.master();
        api.admin().post("/admin/masters/" + suspended.id() + "/suspend/").expect(200);
    }

    @Test
    void anActionIsAllowedExactlyIfItSucceeds() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        for (var number = 0; number < ORDERS; number++) {
            var order = somewhere(random);
            for (var person : List.of(client, master, colleague, suspended, api.admin())) {
                expectTruth(order, person, "seed " + seed);
            }
            // Once in earnest, because a rehearsal could err as the order does.
            expectTruthInEarnest(order, random, "seed " + seed);
        }
    }

    @Test
    void aBannedClientMayDoNothing() {
        var order = client.files();
        api.admin().post("/admin/users/" + client.id() + "/ban/", Map.of("reason", "no-show"));

        assertThat(actions(asked(client, order)))
                .isNotEmpty()
                .allSatisfy(action -> assertThat(action.path("code").asString()).isEqualTo("error.banned"));
    }

    @Test
    void saysWhyNotInTheLanguageOfTheReader() {
        var order = client.files();
        master.takes(order);
        master.prices(order, 100);

        var english = Objects.requireNonNull(web.get()
                .uri("/api/v1/appointments/" + order + "/" + ASKING)
                .headers(headers -> headers.setBearerAuth(client.token()))
                .header(HttpHeaders.ACCEPT_LANGUAGE, "en")
                .exchange()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());

        assertThat(action(english, "mark-paid").path("code").asString()).isEqualTo("appointment.proof_missing");
        assertThat(action(english, "mark-paid").path("reason").asString()).startsWith("Upload");
        assertThat(action(asked(client, order), "mark-paid").path("reason").asString())
                .startsWith("Сначала");
    }

    @Test
    void saysWhetherEachSideCanReviewAndWhyNot() {
        var order = client.files();
        assertThat(code(client, order, "review-master")).isEqualTo("error.wrong_state");
        master.takes(order);
        api.admin().setsStatus(order, "COMPLETED");

        assertThat(code(client, order, "review-master")).isEmpty();
        assertThat(code(client, order, "review-client")).isEqualTo("error.forbidden");
        assertThat(code(master, order, "review-client")).isEmpty();
        client.act(order, "review-master", Map.of("rating", 5)).expect(201);

        assertThat(code(client, order, "review-master")).isEqualTo("review.already_reviewed");
        assertThat(code(master, order, "review-client")).isEmpty();

        var orphan = client.files();
        api.admin().setsStatus(orphan, "COMPLETED");
        assertThat(code(client, orphan, "review-master")).isEqualTo("review.no_master");
    }

    @Test
    void saysWhoCanWriteIntoTheChat() {
        var order = client.files();
        assertThat(code(colleague, order, "send-message")).isEmpty();
        master.takes(order);

        for (var person : List.of(client, master, api.admin())) {
            assertThat(code(person, order, "send-message")).isEmpty();
        }
        assertThat(code(api.admin("analyst"), order, "send-message")).isEqualTo("error.forbidden");
    }

    @Test
    void nobodyIsToldWhoDoesNotAsk() {
        var order = client.files();

        assertThat(client.sees(order).has("available_actions")).isFalse();
        assertThat(client.get("/appointments/my/").expect(200).path(0)).isEqualTo(client.sees(order));
        assertThat(client.get("/appointments/" + order + "/?include=everything")
                        .expect(400)
                        .has("include"))
                .isTrue();
    }

    private static JsonNode asked(Person person, long order) {
        return person.get("/appointments/" + order + "/" + ASKING).expect(200);
    }

    /** An order that is anywhere, with or without what it should have there, and perhaps reviewed. */
    private long somewhere(Random random) {
        var order = client.files();
        if (random.nextBoolean()) {
            master.takes(order);
            if (random.nextBoolean()) {
                master.prices(order, 100);
                if (random.nextBoolean()) {
                    client.act(order, "upload-payment-proof", Person.file("payment_proof", "proof.png"))
                            .expect(200);
                }
            }
        }
        if (random.nextInt(4) > 0) {
            api.admin().setsStatus(order, STATUSES[random.nextInt(STATUSES.length)].name());
        }
        for (var reviewer : List.of(client, master)) {
            if (random.nextBoolean()) {
                // Where this is refused, it is refused.
                attempt(order, reviewer, reviewer == client ? "review-master" : "review-client", "");
            }
        }
        return order;
    }

    private void expectTruth(long order, Person person, String description) {
        var seen = person.get("/appointments/" + order + "/" + ASKING);
        if (seen.status() == 403) {
            return;
        }
        assertThat(actions(seen.expect(200))).hasSize(AppointmentAction.values().length + others.size());
        for (var action : actions(seen.body())) {
            var word = action.path("action").asString();
            var rehearsed = attempt(order, person, word, "?dry_run=true");
            assertThat(rehearsed.status() == 200)
                    .as("%s: %s of %s by %s: %s", description, word, seen.body(), person.username(), rehearsed.body())
                    .isEqualTo(action.path("allowed").asBoolean());
        }
    }

    private void expectTruthInEarnest(long order, Random random, String description) {
        var people = List.of(client, master, colleague, api.admin());
        var person = people.get(random.nextInt(people.size()));
        var seen = person.get("/appointments/" + order + "/" + ASKING);
        if (seen.status() == 200) {
            var all = actions(seen.body());
            var action = all.get(random.nextInt(all.size()));
            var word = action.path("action").asString();
            assertThat(List.of(200, 201)
                            .contains(attempt(order, person, word, "").status()))
                    .as("%s: %s of %s by %s", description, word, seen.body(), person.username())
                    .isEqualTo(action.path("allowed").asBoolean());
        }
    }

    private Answer attempt(long order, Person person, String word, String query) {
        var action = Stream.concat(Stream.of(AppointmentAction.values()), others.stream())
                .filter(known -> known.word().equals(word))
                .findFirst()
                .orElseThrow();
        return person.api()
                .send(
                        HttpMethod.POST,
                        "/api/v1" + action.pattern().replace("{id}", String.valueOf(order)) + "/" + query,
                        person.token(),
                        body(word));
    }

    private @Nullable Object body(String word) {
        return switch (word) {
            case "set-price" -> Map.of("total_price", 500);
            case "upload-payment-proof" -> Person.file("payment_proof", "proof.png");
            case "mark-paid" -> Map.of("payment_method", "crypto");
            case "set-status" -> Map.of("status", "CANCELLED");
            case "assign" -> Map.of("master", spare.id());
            case "review-master", "review-client" -> Map.of("rating", 4);
            case "send-message" -> Map.of("text", "Hello");
            default -> null;
        };
    }

    /** The code of why not, or nothing. */
    private static String code(Person person, long order, String word) {
        return action(asked(person, order), word).path("code").asString("");
    }

    private static List<JsonNode> actions(JsonNode order) {
        return new ArrayList<>(order.path("available_actions").values());
    }

    private static JsonNode action(JsonNode order, String word) {
        return actions(order).stream()
                .filter(action -> action.path("action").asString().equals(word))
                .findFirst()
                .orElseThrow();
    }
}
