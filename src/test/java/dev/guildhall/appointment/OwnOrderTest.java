package dev.guildhall.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** A client who has become a master does not act as master on an order of their own, not even if it were assigned to them. */
@GuildhallTest
class OwnOrderTest {

    @Autowired
    private Api api;

    @Autowired
    private DatabaseClient database;

    private Person someone;
    private long order;

    @BeforeEach
    void aClientBecomesAMaster() {
        someone = api.client();
        order = someone.files();
        api.admin()
                .post("/admin/users/" + someone.id() + "/role/", Map.of("role", "master", "is_master_active", true))
                .expect(200);
    }

    @Test
    void isNotTaken() {
        someone.act(order, "take", null).expect(403);

        assertThat(someone.sees(order).path("status").asString()).isEqualTo("NEW");
    }

    @ParameterizedTest
    @CsvSource({
        "decline,         IN_REVIEW",
        "decline,         AWAITING_PAYMENT",
        "set-price,       IN_REVIEW",
        "confirm-payment, PAYMENT_PROOF_UPLOADED",
        "start,           PAID",
        "complete,        IN_PROGRESS",
        "review-client,   COMPLETED"
    })
    void isNotWorkedOn(String action, String status) {
        assignedToThemself();
        api.admin().setsStatus(order, status);

        someone.act(order, action, Map.of("total_price", 1, "rating", 5, "behavior_flags", List.of()))
                .expect(403);

        assertThat(someone.sees(order).path("status").asString()).isEqualTo(status);
    }

    /** As no use case would do it. */
    private void assignedToThemself() {
        Await.done(database.sql("UPDATE appointment SET master_id = client_id WHERE id = :order")
                .bind("order", order)
                .then());
    }
}
