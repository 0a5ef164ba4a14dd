package dev.guildhall.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** An admin may put an order anywhere, and is told what it lacks there; so is whoever reads the timeline. */
@GuildhallTest
class OverrideTest {

    private static final List<String> STATUSES = List.of(
            "NEW",
            "IN_REVIEW",
            "AWAITING_PAYMENT",
            "PAYMENT_PROOF_UPLOADED",
            "PAID",
            "IN_PROGRESS",
            "COMPLETED",
            "DECLINED_BY_MASTER",
            "CANCELLED");

    @Autowired
    private Api api;

    private Person client;
    private Person master;
    private long order;

    @BeforeEach
    void somebodyFilesAnOrder() {
        client = api.client();
        master = api.master();
        order = client.files();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
                    NEW                    | ''
                    IN_REVIEW              | missing_master
                    AWAITING_PAYMENT       | missing_master missing_price
                    PAYMENT_PROOF_UPLOADED | missing_master missing_price missing_payment_proof
                    PAID                   | missing_master missing_price missing_payment_proof
                    IN_PROGRESS            | missing_master missing_price missing_payment_proof
                    COMPLETED              | missing_master missing_price missing_payment_proof
                    DECLINED_BY_MASTER     | missing_master
                    CANCELLED              | ''
                    """)
    void warnsOfEverythingANewOrderLacksThere(String status, String lacking) {
        expectWarnings(status, lacking);
    }

    @Test
    void warnsOfPriceAndProofOfAnOrderThatIsTaken() {
        master.takes(order);

        expectWarnings("IN_REVIEW", "");
        expectWarnings("AWAITING_PAYMENT", "missing_price");
        expectWarnings("COMPLETED", "missing_price missing_payment_proof");
    }

    @Test
    void warnsOfTheProofOfAnOrderThatHasItsPrice() {
        master.takes(order);
        master.prices(order, 1000);

        expectWarnings("AWAITING_PAYMENT", "");
        expectWarnings("PAID", "missing_payment_proof");
    }

    @Test
    void warnsOfNothingWhenNothingIsLacking() {
        master.takes(order);
        master.prices(order, 1000);
        client.pays(order);

        STATUSES.forEach(status -> expectWarnings(status, ""));
    }

    @Test
    void keepsTheNoteAndTheAdminInTheTimeline() {
        var override = Map.of("status", "PAID", "note", "Paid in cash");
        api.admin()
                .post("/admin/appointments/" + order + "/set-status/", override)
                .expect(200);

        var row = latestRow();
        assertThat(row.path("from_status").asString()).isEqualTo("NEW");
        assertThat(row.path("to_status").asString()).isEqualTo("PAID");
        assertThat(row.path("note").asString()).isEqualTo("Paid in cash");
        assertThat(row.path("actor").asLong()).isEqualTo(api.admin().id());
    }

    @Test
    void whomAnOrderIsOfferedAgainLearnsNoPrice() {
        master.takes(order);
        master.prices(order, 4_711);
        api.admin().setsStatus(order, "NEW");
        var stranger = api.master();

        assertThat(stranger.sees(order).path("total_price").isNull()).isTrue();
        assertThat(client.sees(order).path("total_price").asInt()).isEqualTo(4_711);
    }

    /** In the answer and in the timeline. */
    private void expectWarnings(String status, String lacking) {
        var answer = api.admin().setsStatus(order, status);

        assertThat(answer.path("status").asString()).isEqualTo(status);
        assertThat(words(answer.path("warnings"))).as(status).isEqualTo(lacking);
        assertThat(latestRow().path("to_status").asString()).isEqualTo(status);
        assertThat(words(latestRow().path("warnings"))).as(status).isEqualTo(lacking);
    }

    private JsonNode latestRow() {
        return client.timeline(order).get(0);
    }

    private static String words(JsonNode list) {
        return String.join(" ", list.valueStream().map(JsonNode::asString).toList());
    }
}
