package dev.guildhall.appointment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.Api.Answer;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.Together;
import io.r2dbc.spi.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whoever has waited for an order tells the rules how things stand after the wait. */
@GuildhallTest
class RuleFactsTest {

    /** How many stand in the queue behind a connection: one of them waits for the other. */
    private static final String WAITING = """
            WITH RECURSIVE queue (pid) AS (
                SELECT :holder
                UNION
                SELECT activity.pid
                FROM queue
                    JOIN pg_stat_activity activity ON queue.pid = ANY (pg_blocking_pids(activity.pid)))
            SELECT count(*) - 1 FROM queue""";

    @Autowired
    private Api api;

    @Autowired
    private DatabaseClient database;

    private Person client;
    private long order;
    private long rule;

    @BeforeEach
    void anOrderAwaitsItsProof() {
        client = api.client();
        order = client.files();
        var master = api.master();
        master.takes(order);
        master.prices(order, 1000);
    }

    @AfterEach
    void theRuleIsGone() {
        api.admin().delete("/admin/rules/" + rule + "/").expect(204);
    }

    @Test
    void aRuleSeesTheRiskThatTheRequestBeforeHasComputed() {
        putsTagWhenProofComes(Map.of("field", "client.risk_score", "op", ">", "value", 0));
        assertThat(risk()).isZero();

        var answers = oneAfterTheOther(
                () -> api.admin().post(path("set-status"), Map.of("status", "AWAITING_PAYMENT")), this::uploadsProof);

        assertThat(answers).allMatch(answer -> answer.status() == 200);
        assertThat(risk()).isPositive();
        assertThat(tags()).containsExactly("seen");
    }

    @Test
    void aRuleSeesTheMasterWhomTheRequestBeforeHasAssigned() {
        var next = api.master();
        putsTagWhenProofComes(Map.of(
                "all",
                List.of(
                        Map.of("field", "master.id", "op", "==", "value", next.id()),
                        // Computed by the request before: a master has no score until then.
                        Map.of("field", "master.master_score", "op", ">=", "value", 0))));

        var answers = oneAfterTheOther(
                () -> api.admin().post(path("assign"), Map.of("master", next.id())), this::uploadsProof);

        assertThat(answers).allMatch(answer -> answer.status() == 200);
        assertThat(tags()).containsExactly("seen");
    }

    /** Both wait for the order at the same time; the database hands it to the first of them first. */
    private List<Answer> oneAfterTheOther(Supplier<Answer> first, Supplier<Answer> second) {
        var holder = Await.value(
                Mono.<Connection>from(database.getConnectionFactory().create()));
        try {
            Await.done(Mono.from(holder.beginTransaction()));
            int pid = Await.value(
                    Flux.from(holder.createStatement("SELECT pg_backend_pid()").execute())
                            .flatMap(result -> result.map(row -> row.get(0, Integer.class)))
                            .single());
            Await.all(Flux.from(holder.createStatement("SELECT id FROM appointment WHERE id = $1 FOR NO KEY UPDATE")
                            .bind(0, order)
                            .execute())
                    .flatMap(result -> result.map(row -> row.get(0, Long.class))));
            var winner = Together.meanwhile(first);
            awaitWaiting(pid, 1);
            var loser = Together.meanwhile(second);
            awaitWaiting(pid, 2);
            Await.done(Mono.from(holder.rollbackTransaction()));
            return List.of(winner.join(), loser.join());
        } finally {
            Await.done(Mono.from(holder.close()));
        }
    }

    private void awaitWaiting(int holder, long amount) {
        await().pollInterval(Duration.ofMillis(5))
                .until(() -> Await.value(database.sql(WAITING)
                                .bind("holder", holder)
                                .mapValue(Long.class)
                                .one())
                        == amount);
    }

    private Answer uploadsProof() {
        return client.act(order, "upload-payment-proof", Person.file("payment_proof", "proof.png"));
    }

    private void putsTagWhenProofComes(Map<String, Object> condition) {
        var ours = Map.of("field", "client.id", "op", "==", "value", client.id());
        var fields = Map.of(
                "name",
                "tags " + UUID.randomUUID(),
                "trigger_event_type",
                "appointment.payment_proof_uploaded",
                "condition_json",
                Map.of("all", List.of(ours, condition)),
                "action_json",
                Map.of("type", "assign_tag", "tag", "seen"));
        rule = api.admin().post("/admin/rules/", fields).expect(201).path("id").asLong();
    }

    private String path(String action) {
        return "/admin/appointments/" + order + "/" + action + "/";
    }

    private int risk() {
        return client.me().at("/client_stats/risk_score").asInt();
    }

    private List<String> tags() {
        return client.sees(order)
                .path("platform_tags")
                .valueStream()
                .map(tag -> tag.asString())
                .toList();
    }
}
