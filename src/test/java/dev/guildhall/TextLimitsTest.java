package dev.guildhall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.Api.Answer;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Texts may have 50,000 characters, of whatever alphabet; one more is refused, and the field named. */
@GuildhallTest
class TextLimitsTest {

    private static final String LONGEST = "ж".repeat(50_000);

    @Autowired
    private Api api;

    private Person client;
    private Person master;
    private long order;

    @BeforeEach
    void anOrderIsCompleted() {
        client = api.client();
        master = api.master();
        order = client.files();
        master.takes(order);
        api.admin().setsStatus(order, "COMPLETED");
    }

    @Test
    void descriptions() {
        var filed = expectLimit("description", text -> {
            var order = Person.anAppointment();
            order.put("description", text);
            return client.post("/appointments/", order);
        });

        assertThat(filed.path("description").asString()).isEqualTo(LONGEST);
    }

    @Test
    void messages() {
        var message = expectLimit("text", text -> client.act(order, "messages", Map.of("text", text)));

        assertThat(message.path("text").asString()).isEqualTo(LONGEST);
    }

    @Test
    void commentsOfClients() {
        var review = expectLimit(
                "comment", text -> client.act(order, "review-master", Map.of("rating", 5, "comment", text)));

        assertThat(review.path("comment").asString()).isEqualTo(LONGEST);
    }

    @Test
    void commentsOfMasters() {
        var review = expectLimit(
                "comment", text -> master.act(order, "review-client", Map.of("rating", 5, "comment", text)));

        assertThat(review.path("comment").asString()).isEqualTo(LONGEST);
    }

    @Test
    void notesOfOverrides() {
        var path = "/admin/appointments/" + order + "/set-status/";
        expectLimit("note", text -> api.admin().post(path, Map.of("status", "PAID", "note", text)));

        assertThat(client.timeline(order).get(0).path("note").asString()).isEqualTo(LONGEST);
    }

    @Test
    void reasonsOfBans() {
        var path = "/admin/users/" + client.id() + "/ban/";
        var banned = expectLimit("reason", text -> api.admin().post(path, Map.of("reason", text)));

        assertThat(banned.path("ban_reason").asString()).isEqualTo(LONGEST);
    }

    /** The answer to the longest text there may be. */
    private static JsonNode expectLimit(String field, Function<String, Answer> action) {
        assertThat(action.apply(LONGEST + "ж").expect(400).propertyNames()).containsExactly(field);
        var accepted = action.apply(LONGEST);
        assertThat(accepted.status()).as(accepted.request()).isIn(200, 201);
        return accepted.body();
    }
}
