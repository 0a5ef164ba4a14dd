package dev.guildhall.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.Api.Answer;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
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

    /** An order that is anywhere, with or without what it should have there. */
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
        return order;
    }

    private void expectTruth(long order, Person person, String description) {
        var seen = person.get("/appointments/" + order + "/" + ASKING);
        if (seen.status() == 403) {
            return;
        }
        assertThat(actions(seen.expect(200))).hasSize(AppointmentAction.values().length);
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
            assertThat(attempt(order, person, word, "").status() == 200)
                    .as("%s: %s of %s by %s", description, word, seen.body(), person.username())
                    .isEqualTo(action.path("allowed").asBoolean());
        }
    }

    private Answer attempt(long order, Person person, String word, String query) {
        var action = AppointmentAction.valueOf(word.replace('-', '_').toUpperCase(Locale.ROOT));
        return person.api()
                .send(
                        HttpMethod.POST,
                        "/api/v1" + action.pattern().replace("{id}", String.valueOf(order)) + "/" + query,
                        person.token(),
                        body(action));
    }

    private @Nullable Object body(AppointmentAction action) {
        return switch (action) {
            case SET_PRICE -> Map.of("total_price", 500);
            case UPLOAD_PAYMENT_PROOF -> Person.file("payment_proof", "proof.png");
            case MARK_PAID -> Map.of("payment_method", "crypto");
            case SET_STATUS -> Map.of("status", "CANCELLED");
            case ASSIGN -> Map.of("master", spare.id());
            default -> null;
        };
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
