package dev.guildhall.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.Api.Answer;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.StatusChain;
import dev.guildhall.testing.Together;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

/** Whoever is first wins, everybody else is told so, and the timeline stays one chain. */
@GuildhallTest
class AppointmentRacesTest {

    private static final int TIMES = 5;
    private static final int AT_ONCE = 6;

    @Autowired
    private Api api;

    @Autowired
    private DatabaseClient database;

    private Person client;
    private Person master;
    private long order;

    @BeforeEach
    void somebodyFilesAnOrder() {
        client = api.client();
        master = api.master();
        order = client.files();
    }

    @RepeatedTest(TIMES)
    void ofTenMastersWhoTakeAnOrderOneGetsIt() {
        var masters = IntStream.range(0, 10).mapToObj(number -> api.master()).toList();
        var answers = Together.times(10, number -> masters.get(number).act(order, "take", null));

        assertThat(statuses(answers)).containsExactlyElementsOf(onceAndThen(9));
        var winner = answers.stream()
                .filter(answer -> answer.status() == 200)
                .findFirst()
                .orElseThrow();
        var taker = masters.get(answers.indexOf(winner));
        assertThat(winner.body().path("assigned_master").asLong()).isEqualTo(taker.id());
        assertThat(answers.stream().filter(answer -> answer.status() == 400).map(Answer::body))
                .allMatch(AppointmentRacesTest::isBareList);
        assertThat(client.sees(order).path("assigned_master").asLong()).isEqualTo(taker.id());
        assertThat(chain()).containsExactly("NEW", "IN_REVIEW");
    }

    @RepeatedTest(TIMES)
    void ofSixPricesTheFirstStands() {
        master.takes(order);
        var answers =
                Together.times(AT_ONCE, number -> master.act(order, "set-price", Map.of("total_price", 1000 + number)));

        assertThat(statuses(answers)).containsExactlyElementsOf(onceAndThen(AT_ONCE - 1));
        var winner = IntStream.range(0, AT_ONCE)
                .filter(number -> answers.get(number).status() == 200)
                .findFirst()
                .orElseThrow();
        assertThat(client.sees(order).path("total_price").asInt()).isEqualTo(1000 + winner);
        assertThat(rows("price_set")).isEqualTo(1);
        assertThat(chain()).containsExactly("NEW", "IN_REVIEW", "AWAITING_PAYMENT");
    }

    @RepeatedTest(TIMES)
    void aStepIsTakenOnceHoweverOftenItIsAskedForAtOnce() {
        master.takes(order);
        master.prices(order, 2500);
        client.act(order, "upload-payment-proof", Person.file("payment_proof", "proof.png"))
                .expect(200);
        once(() -> client.act(order, "mark-paid", Map.of("payment_method", "crypto")));
        assertThat(rows("payment_marked")).isEqualTo(1);
        once(() -> master.act(order, "confirm-payment", null));
        assertThat(rows("payment_confirmed")).isEqualTo(1);
        once(() -> master.act(order, "start", null));
        once(() -> master.act(order, "complete", null));

        assertThat(chain())
                .containsExactly(
                        "NEW",
                        "IN_REVIEW",
                        "AWAITING_PAYMENT",
                        "PAYMENT_PROOF_UPLOADED",
                        "PAID",
                        "IN_PROGRESS",
                        "COMPLETED");
        assertThat(client.me().at("/client_stats/completed_orders_count").asInt())
                .isEqualTo(1);
    }

    @RepeatedTest(TIMES)
    void anOrderIsDeclinedOnce() {
        master.takes(order);
        once(() -> master.act(order, "decline", null));

        assertThat(chain()).containsExactly("NEW", "IN_REVIEW", "DECLINED_BY_MASTER");
    }

    @RepeatedTest(TIMES)
    void aPaymentIsConfirmedByTheMasterOrByAnAdmin() {
        master.takes(order);
        master.prices(order, 2500);
        client.pays(order);
        var answers = Together.times(
                AT_ONCE,
                number -> number % 2 == 0
                        ? master.act(order, "confirm-payment", null)
                        : api.admin().post("/admin/appointments/" + order + "/confirm-payment/"));

        assertThat(statuses(answers)).containsExactlyElementsOf(onceAndThen(AT_ONCE - 1));
        assertThat(rows("payment_confirmed")).isEqualTo(1);
        assertThat(chain()).endsWith("PAYMENT_PROOF_UPLOADED", "PAID");
    }

    @RepeatedTest(TIMES)
    void decliningAgainstPricingLeavesOneChain() {
        master.takes(order);
        var answers = Together.<Answer>all(List.of(
                () -> master.act(order, "decline", null),
                () -> master.act(order, "set-price", Map.of("total_price", 1000))));

        var declined = answers.get(0).status();
        var priced = answers.get(1).status();
        // An order that has its price can still be declined; one that is declined gets no price.
        assertThat(declined).isEqualTo(200);
        assertThat(priced).isIn(200, 400);
        assertThat(chain())
                .isEqualTo(
                        priced == 200
                                ? List.of("NEW", "IN_REVIEW", "AWAITING_PAYMENT", "DECLINED_BY_MASTER")
                                : List.of("NEW", "IN_REVIEW", "DECLINED_BY_MASTER"));
        assertThat(rows("price_set")).isEqualTo(priced == 200 ? 1 : 0);
    }

    @RepeatedTest(TIMES)
    void takingAgainstAnOverrideLeavesOneChain() {
        var answers = Together.<Answer>all(List.of(() -> master.act(order, "take", null), () -> api.admin()
                .post("/admin/appointments/" + order + "/set-status/", Map.of("status", "CANCELLED"))));

        var taken = answers.get(0).status();
        assertThat(answers.get(1).status()).isEqualTo(200);
        assertThat(taken).isIn(200, 400);
        assertThat(chain())
                .isEqualTo(taken == 200 ? List.of("NEW", "IN_REVIEW", "CANCELLED") : List.of("NEW", "CANCELLED"));
    }

    @RepeatedTest(TIMES)
    void overridesFollowEachOther() {
        var wanted = List.of("IN_REVIEW", "PAID", "CANCELLED", "COMPLETED", "NEW", "IN_PROGRESS");
        var answers = Together.times(AT_ONCE, number -> api.admin()
                .post("/admin/appointments/" + order + "/set-status/", Map.of("status", wanted.get(number))));

        assertThat(statuses(answers)).containsOnly(200);
        assertThat(chain()).hasSize(1 + AT_ONCE).containsAll(wanted);
    }

    @RepeatedTest(TIMES)
    void takingAgainstAnAssignmentGivesTheOrderToOne() {
        var other = api.master();
        var answers = Together.<Answer>all(List.of(() -> master.act(order, "take", null), () -> api.admin()
                .post("/admin/appointments/" + order + "/assign/", Map.of("master", other.id()))));

        assertThat(answers.get(1).status()).isEqualTo(200);
        assertThat(answers.get(0).status()).isIn(200, 400);
        assertThat(client.sees(order).path("assigned_master").asLong()).isEqualTo(other.id());
        assertThat(chain()).containsExactly("NEW", "IN_REVIEW");
    }

    @RepeatedTest(TIMES)
    void theScoresOfAMasterWithManyOrdersAtOnceAddUp() {
        var orders = IntStream.range(0, 8).mapToObj(number -> client.files()).toList();
        var answers = Together.times(8, number -> master.act(orders.get(number), "take", null));

        assertThat(statuses(answers)).containsOnly(200);
        assertThat(master.me().at("/master_stats/active_workload").asInt()).isEqualTo(8);
    }

    @RepeatedTest(TIMES)
    void ofSixProofsOneIsKeptAndAllAreToldOf() {
        master.takes(order);
        master.prices(order, 1000);
        var answers = Together.times(
                AT_ONCE,
                number -> client.act(order, "upload-payment-proof", Person.file("payment_proof", "proof.png")));

        assertThat(statuses(answers)).containsOnly(200);
        assertThat(rows("payment_proof_uploaded")).isEqualTo(AT_ONCE);
        var kept = Await.value(database.sql("SELECT payment_proof_key FROM appointment WHERE id = :order")
                .bind("order", order)
                .mapValue(String.class)
                .one());
        assertThat(kept).isNotEmpty();
        assertThat(chain()).endsWith("AWAITING_PAYMENT");
    }

    private void once(Supplier<Answer> step) {
        var before = chain().size();
        var answers = Together.times(AT_ONCE, number -> step.get());
        assertThat(statuses(answers)).containsExactlyElementsOf(onceAndThen(AT_ONCE - 1));
        assertThat(answers.stream().filter(answer -> answer.status() == 400).map(Answer::body))
                .allMatch(body -> body.path("detail").isString());
        assertThat(chain()).hasSize(before + 1);
    }

    private List<String> chain() {
        return StatusChain.of(order, database);
    }

    /** How many rows of this type the timeline has. */
    private long rows(String eventType) {
        return client.timeline(order)
                .valueStream()
                .filter(row -> row.path("event_type").asString().equals(eventType))
                .count();
    }

    private static List<Integer> statuses(List<Answer> answers) {
        return answers.stream().map(Answer::status).sorted().toList();
    }

    private static List<Integer> onceAndThen(int refusals) {
        return IntStream.rangeClosed(0, refusals)
                .mapToObj(number -> number == 0 ? 200 : 400)
                .toList();
    }

    private static boolean isBareList(JsonNode body) {
        return body.isArray() && body.size() == 1 && body.get(0).isString();
    }
}
