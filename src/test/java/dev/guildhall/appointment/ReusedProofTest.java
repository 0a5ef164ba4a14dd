package dev.guildhall.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.Together;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.util.LinkedMultiValueMap;
import tools.jackson.databind.JsonNode;

/** The same proof for two orders is told to those who confirm payments. */
@GuildhallTest
class ReusedProofTest {

    @Autowired
    private Api api;

    @Autowired
    private DatabaseClient database;

    private Person client;
    private Person master;
    private String receipt;

    @BeforeEach
    void people() {
        client = api.client();
        master = api.master();
        receipt = "receipt " + UUID.randomUUID();
    }

    @Test
    void aProofOfAnotherOrderIsShownToItsMasterAndToAdminsOnly() {
        var first = awaiting(client, master);
        var second = awaiting(client, master);
        uploads(client, first, receipt);
        var own = uploads(client, second, receipt);

        assertThat(own.has("payment_proof_reused")).isFalse();
        assertThat(own.has("payment_proof_duplicates")).isFalse();
        for (var reader : List.of(master, api.admin())) {
            assertThat(reader.sees(second).path("payment_proof_reused").asBoolean())
                    .isTrue();
            assertThat(ids(reader.sees(second).path("payment_proof_duplicates")))
                    .containsExactly(first);
            assertThat(reader.sees(first).path("payment_proof_reused").asBoolean())
                    .isFalse();
            assertThat(ids(reader.sees(first).path("payment_proof_duplicates"))).isEmpty();
        }
    }

    @Test
    void aMasterLearnsThatAnotherMastersOrderHadItButNotWhich() {
        var first = awaiting(api.client(), api.master(), receipt);
        var second = awaiting(client, master);
        uploads(client, second, receipt);

        assertThat(master.sees(second).path("payment_proof_reused").asBoolean()).isTrue();
        assertThat(ids(master.sees(second).path("payment_proof_duplicates"))).isEmpty();
        assertThat(ids(api.admin().sees(second).path("payment_proof_duplicates")))
                .containsExactly(first);
    }

    @Test
    void itsMasterAndAdminsAreNotifiedOnceAndNobodyElse() {
        var admin = api.admin();
        var first = awaiting(client, master, receipt);
        var second = awaiting(client, master);
        uploads(client, second, receipt);

        for (var reader : List.of(master, admin)) {
            assertThat(noticesAbout(reader, second)).singleElement().satisfies(notice -> {
                assertThat(notice.path("type").asString()).isEqualTo("payment");
                assertThat(notice.path("title").asString()).contains(Long.toString(second));
            });
            assertThat(noticesAbout(reader, first)).isEmpty();
        }
        assertThat(noticesAbout(client, second)).isEmpty();
        assertThat(api.admin()
                        .get("/events/?entity_type=PaymentProof&entity_id=" + second)
                        .expect(200)
                        .path(0)
                        .path("event_type")
                        .asString())
                .isEqualTo("payment.proof_reused");
    }

    @Test
    void anotherProofOfTheSameOrderIsNothingToTell() {
        var order = awaiting(client, master, receipt);
        uploads(client, order, receipt);

        assertThat(master.sees(order).path("payment_proof_reused").asBoolean()).isFalse();
        assertThat(noticesAbout(master, order)).isEmpty();
    }

    @Test
    void aNewProofTakesTheFlagAway() {
        awaiting(client, master, receipt);
        var order = awaiting(client, master, receipt);
        assertThat(master.sees(order).path("payment_proof_reused").asBoolean()).isTrue();

        uploads(client, order, "another " + receipt);

        assertThat(master.sees(order).path("payment_proof_reused").asBoolean()).isFalse();
    }

    @Test
    void theFlagStaysWithTheOrderOnItsWay() {
        awaiting(client, master, receipt);
        var order = awaiting(client, master, receipt);
        client.act(order, "mark-paid", Map.of("payment_method", "crypto")).expect(200);
        master.confirms(order);

        assertThat(master.sees(order).path("payment_proof_reused").asBoolean()).isTrue();
    }

    @Test
    void ofOrdersThatGetItAtTheSameMomentAllButOneAreFlagged() {
        for (int round = 0; round < 5; round++) {
            var proof = receipt + round;
            var orders = List.of(awaiting(client, master), awaiting(client, master), awaiting(client, master));
            Together.times(
                            3,
                            number -> client.act(
                                    orders.get(number), "upload-payment-proof", file("payment_proof", proof)))
                    .forEach(answer -> answer.expect(200));

            assertThat(orders)
                    .filteredOn(order ->
                            master.sees(order).path("payment_proof_reused").asBoolean())
                    .hasSize(2);
        }
    }

    @Test
    void everyFileIsHashedAndTheHashOfADeletedMessageIsGone() {
        var parts = file("photo_lock_screen", "photo");
        Person.anAppointment().forEach((name, value) -> parts.add(name, value.toString()));
        var order = client.post("/appointments/", parts).expect(201).path("id").asLong();
        var message = client.act(order, "messages", file("file", "attachment"))
                .expect(201)
                .path("id")
                .asLong();

        assertThat(column("photo_sha256 FROM appointment WHERE id = " + order)).hasSize(64);
        assertThat(column("file_sha256 FROM message WHERE id = " + message)).hasSize(64);
        client.delete("/messages/" + message + "/").expect(204);
        assertThat(column("coalesce(file_sha256, 'none') FROM message WHERE id = " + message))
                .isEqualTo("none");
    }

    private long awaiting(Person client, Person master) {
        var order = client.files();
        master.takes(order);
        master.prices(order, 1000);
        return order;
    }

    private long awaiting(Person client, Person master, String proof) {
        var order = awaiting(client, master);
        uploads(client, order, proof);
        return order;
    }

    private static JsonNode uploads(Person client, long order, String proof) {
        return client.act(order, "upload-payment-proof", file("payment_proof", proof))
                .expect(200);
    }

    private static List<JsonNode> noticesAbout(Person reader, long order) {
        return reader.get("/notifications/")
                .expect(200)
                .valueStream()
                .filter(notice -> notice.path("appointment").asLong() == order)
                .toList();
    }

    private static List<Long> ids(JsonNode list) {
        return list.valueStream().map(JsonNode::asLong).toList();
    }

    private String column(String what) {
        return Await.value(database.sql("SELECT " + what).mapValue(String.class).one());
    }

    private static LinkedMultiValueMap<String, Object> file(String field, String content) {
        var parts = new LinkedMultiValueMap<String, Object>();
        parts.add(field, new ByteArrayResource(content.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public String getFilename() {
                return "proof.png";
            }
        });
        return parts;
    }
}
