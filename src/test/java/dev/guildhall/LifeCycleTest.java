package dev.guildhall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.appointment.AppointmentStatus;
import dev.guildhall.scoring.Drift;
import dev.guildhall.scoring.Recalculation;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.Api.Answer;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.LegalMoves;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.StatusChain;
import dev.guildhall.testing.Together;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Two clients, two masters and an admin do whatever comes to their minds, while rules move orders about on their own. Most of it is
 * refused, none of it fails, and afterwards everything adds up.
 */
@GuildhallTest
class LifeCycleTest {

    private static final int CALLS = 300;
    private static final String OVERRIDE = "overridden";

    @Autowired
    private Api api;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private Recalculation recalculation;

    private final List<Long> orders = new CopyOnWriteArrayList<>();
    private final List<Long> messages = new CopyOnWriteArrayList<>();
    private final List<Long> rules = new ArrayList<>();
    private List<Person> clients;
    private List<Person> masters;

    @BeforeEach
    void everybodyArrives() {
        clients = List.of(api.client(), api.client());
        masters = List.of(api.master(), api.master());
        clients.forEach(client -> orders.add(client.files()));
        rule("appointment.price_set", "appointment.total_price", ">", 4000, "CANCELLED");
        rule("chat.message_sent", "appointment.status", "==", "NEW", "IN_REVIEW");
        rule("appointment.status_changed", "event.payload.to_status", "==", "PAID", "IN_PROGRESS");
        rule("appointment.status_changed", "event.payload.to_status", "==", "IN_PROGRESS", "COMPLETED");
        rule("appointment.master_taken", "master.master_score", ">=", 12, "CANCELLED");
    }

    @AfterEach
    void theRulesGo() {
        rules.forEach(id -> api.admin().delete("/admin/rules/" + id + "/").expect(204));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverIsCalledEverythingAddsUp(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < CALLS; i++) {
            callSomething(random);
        }
        expectEverythingToAddUp();
    }

    @Test
    void whateverIsCalledAtOnceEverythingAddsUp() {
        Together.times(6, number -> {
            var random = new Random(number);
            for (int i = 0; i < CALLS / 6; i++) {
                callSomething(random);
            }
            return number;
        });
        expectEverythingToAddUp();
    }

    private void expectEverythingToAddUp() {
        assertThat(orders)
                .allSatisfy(order ->
                        assertThat(StatusChain.of(order, database)).isNotEmpty().startsWith("NEW"))
                .allSatisfy(order -> assertThat(LegalMoves.ALL).containsAll(movesOf(order)));
        assertThat(drifts()).isEmpty();
    }

    /** All but the overrides, which may go anywhere. */
    private List<String> movesOf(long order) {
        return Await.all(database.sql("""
                        SELECT from_status || ' -> ' || to_status FROM timeline_entry
                         WHERE appointment_id = :order AND event_type = 'status_changed' AND note <> :override""")
                .bind("order", order)
                .bind("override", OVERRIDE)
                .mapValue(String.class)
                .all());
    }

    private void callSomething(Random random) {
        var answer = anyCall(random, any(random, everybody()), any(random, orders));
        assertThat(answer.status()).as(answer.request() + " " + answer.body()).isLessThan(500);
    }

    private Answer anyCall(Random random, Person caller, long order) {
        return switch (random.nextInt(22)) {
            case 0 -> files(any(random, clients));
            case 1, 2 -> any(random, masters).act(order, "take", null);
            case 3 -> caller.act(order, "decline", null);
            case 4, 5 ->
                any(random, masters).act(order, "set-price", Map.of("total_price", random.nextInt(-100, 5000)));
            case 6, 7 ->
                any(random, clients).act(order, "upload-payment-proof", Person.file("payment_proof", "proof.png"));
            case 8, 9 -> any(random, clients).act(order, "mark-paid", Map.of("payment_method", "crypto"));
            case 10, 11 -> caller.act(order, "confirm-payment", null);
            case 12 -> any(random, masters).act(order, "start", null);
            case 13 -> any(random, masters).act(order, "complete", null);
            case 14 -> says(caller, order);
            case 15 -> caller.act(order, "read", Map.of("last_read_message_id", random.nextInt(1000)));
            case 16 -> caller.delete("/messages/" + (messages.isEmpty() ? 1 : any(random, messages)) + "/");
            case 17 -> any(random, clients).act(order, "review-master", Map.of("rating", random.nextInt(1, 6)));
            case 18 ->
                any(random, masters)
                        .act(
                                order,
                                "review-client",
                                Map.of("rating", random.nextInt(1, 6), "behavior_flags", List.of("weak_pc")));
            case 19 ->
                caller.post(
                        "/admin/appointments/" + order + "/set-status/",
                        Map.of("status", anyStatus(random), "note", OVERRIDE));
            case 20 ->
                api.admin()
                        .post(
                                "/admin/appointments/" + order + "/assign/",
                                Map.of("master", any(random, everybody()).id()));
            default -> aboutPeople(random);
        };
    }

    private Answer aboutPeople(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> api.admin().post("/admin/users/" + any(random, clients).id() + "/ban/");
            case 1 -> api.admin().post("/admin/masters/" + any(random, masters).id() + "/suspend/");
            case 2 -> api.admin().post("/admin/users/" + any(random, clients).id() + "/unban/");
            default -> api.admin().post("/admin/masters/" + any(random, masters).id() + "/activate/");
        };
    }

    private Answer files(Person client) {
        var filed = client.post("/appointments/", Person.anAppointment());
        if (filed.status() == 201) {
            orders.add(filed.body().path("id").asLong());
        }
        return filed;
    }

    private Answer says(Person caller, long order) {
        var said = caller.act(order, "messages", Map.of("text", "Hello"));
        if (said.status() == 201) {
            messages.add(said.body().path("id").asLong());
        }
        return said;
    }

    /** A change of status, for orders of these clients only. */
    private void rule(String trigger, String field, String operator, Object value, String toStatus) {
        var ours = Map.of(
                "field",
                "client.id",
                "op",
                "in",
                "value",
                clients.stream().map(Person::id).toList());
        var condition = Map.of("all", List.of(ours, Map.of("field", field, "op", operator, "value", value)));
        var action = List.of(
                Map.of("type", "change_status", "to_status", toStatus), Map.of("type", "assign_tag", "tag", toStatus));
        rules.add(api.admin()
                .post(
                        "/admin/rules/",
                        Map.of(
                                "name",
                                "life " + UUID.randomUUID(),
                                "trigger_event_type",
                                trigger,
                                "condition_json",
                                condition,
                                "action_json",
                                action))
                .expect(201)
                .path("id")
                .asLong());
    }

    /** Others who live in the same database may have drifted as they like. */
    private List<Drift> drifts() {
        var ids = Stream.of(clients, masters)
                .flatMap(List::stream)
                .map(Person::id)
                .toList();
        return Await.all(recalculation
                .verify()
                .flatMapIterable(Recalculation.Batch::drifts)
                .filter(drift -> ids.contains(drift.accountId())));
    }

    private List<Person> everybody() {
        return Stream.of(clients, masters, List.of(api.admin()))
                .flatMap(List::stream)
                .toList();
    }

    private static String anyStatus(Random random) {
        return any(random, List.of(AppointmentStatus.values())).name();
    }

    private static <T> T any(Random random, List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
