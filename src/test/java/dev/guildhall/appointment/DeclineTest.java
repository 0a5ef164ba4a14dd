package dev.guildhall.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A master who declines may say why; nobody has to. */
@GuildhallTest
class DeclineTest {

    @Autowired
    private Api api;

    private Person client;
    private Person master;
    private long order;

    @BeforeEach
    void somebodyTakesAnOrder() {
        client = api.client();
        master = api.master();
        order = client.files();
        master.takes(order);
    }

    @Test
    void theClientReadsTheReasonInTheTimeline() {
        master.act(order, "decline", Map.of("reason", "I cannot unlock this model"))
                .expect(200);

        assertThat(latestRow().path("to_status").asString()).isEqualTo("DECLINED_BY_MASTER");
        assertThat(latestRow().path("note").asString()).isEqualTo("I cannot unlock this model");
    }

    @Test
    void withoutABodyNoReasonIsGiven() {
        master.act(order, "decline", null).expect(200);

        assertThat(latestRow().path("note").asString()).isEmpty();
    }

    @Test
    void aReasonThatIsNoTextOrTooLongIsRefusedAndNothingIsDeclined() {
        for (var reason : new Object[] {Map.of("why", "so"), "x".repeat(50_001)}) {
            var refusal = master.act(order, "decline", Map.of("reason", reason)).expect(400);

            assertThat(refusal.path("reason")).isNotEmpty();
        }
        assertThat(client.sees(order).path("status").asString()).isEqualTo("IN_REVIEW");
    }

    private JsonNode latestRow() {
        return client.timeline(order).get(0);
    }
}
