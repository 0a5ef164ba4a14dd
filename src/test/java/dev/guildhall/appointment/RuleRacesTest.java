package dev.guildhall.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.Api.Answer;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.StatusChain;
import dev.guildhall.testing.Together;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** Rules that change what others change at the same moment. */
@GuildhallTest
class RuleRacesTest {

    @Autowired
    private Api api;

    @Autowired
    private DatabaseClient database;

    /** The one moves a master's totals and, by its rule, then the client's; the other moves both at once. */
    @RepeatedTest(10)
    void twoOrdersOfTheSamePairNeverWaitForEachOtherInACircle() {
        var client = api.client();
        var master = api.master();
        var cancelled = client.files();
        var completed = client.files();
        master.takes(cancelled);
        master.takes(completed);
        api.admin().setsStatus(completed, "IN_PROGRESS");
        var rule = api.admin()
                .post("/admin/rules/", cancelling(client.id()))
                .expect(201)
                .path("id")
                .asLong();

        var answers = Together.<Answer>all(List.of(
                () -> master.act(cancelled, "set-price", Map.of("total_price", 1000)),
                () -> master.act(completed, "complete", null)));

        api.admin().delete("/admin/rules/" + rule + "/").expect(204);
        assertThat(answers).allMatch(answer -> answer.status() == 200);
        assertThat(StatusChain.of(cancelled, database)).endsWith("AWAITING_PAYMENT", "CANCELLED");
        assertThat(client.me().at("/client_stats/cancellation_rate").asDouble()).isEqualTo(0.5);
    }

    private static Map<String, Object> cancelling(long client) {
        return Map.of(
                "name",
                "cancels " + UUID.randomUUID(),
                "trigger_event_type",
                "appointment.price_set",
                "condition_json",
                Map.of("field", "client.id", "op", "==", "value", client),
                "action_json",
                Map.of("type", "change_status", "to_status", "CANCELLED"));
    }
}
