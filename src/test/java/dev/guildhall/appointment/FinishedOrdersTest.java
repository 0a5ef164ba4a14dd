package dev.guildhall.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What a master finds again when the work is over. */
@GuildhallTest
class FinishedOrdersTest {

    @Autowired
    private Api api;

    private Person client;
    private Person master;

    @BeforeEach
    void somebodyNeedsSomething() {
        client = api.client();
        master = api.master();
    }

    @Test
    void areOnesOwnThatAreOverNewestFirst() {
        var completed = taken();
        api.admin().setsStatus(completed, "COMPLETED");
        var declined = taken();
        master.act(declined, "decline", null).expect(200);
        var cancelled = taken();
        api.admin().setsStatus(cancelled, "CANCELLED");
        taken();
        var others = client.files();
        api.master().takes(others);
        api.admin().setsStatus(others, "COMPLETED");

        assertThat(ids(master.get("/appointments/finished/").expect(200)))
                .containsExactly(cancelled, declined, completed);
        assertThat(ids(master.get("/appointments/finished/?limit=1").expect(200)))
                .containsExactly(cancelled);
    }

    @Test
    void sayWhetherTheClientIsStillToBeReviewed() {
        var order = taken();
        api.admin().setsStatus(order, "COMPLETED");
        assertThat(mayReview()).isTrue();

        master.act(order, "review-client", Map.of("rating", 5)).expect(201);

        assertThat(mayReview()).isFalse();
        assertThat(master.get("/appointments/finished/").expect(200).get(0).has("available_actions"))
                .isFalse();
    }

    @Test
    void areForMastersOnly() {
        client.get("/appointments/finished/").expect(403);
        master.get("/appointments/finished/?include=everything").expect(400);
    }

    private boolean mayReview() {
        return master.get("/appointments/finished/?include=available_actions")
                .expect(200)
                .get(0)
                .path("available_actions")
                .valueStream()
                .filter(action -> action.path("action").asString().equals("review-client"))
                .anyMatch(action -> action.path("allowed").asBoolean());
    }

    private long taken() {
        var order = client.files();
        master.takes(order);
        return order;
    }

    private static List<Long> ids(JsonNode list) {
        return list.valueStream().map(order -> order.path("id").asLong()).toList();
    }
}
