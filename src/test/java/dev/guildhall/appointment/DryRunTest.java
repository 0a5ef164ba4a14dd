package dev.guildhall.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.shared.Home;
import dev.guildhall.shared.web.RouteTable;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.Api.Answer;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What would happen can be asked of every action; and asking does nothing. */
@GuildhallTest
class DryRunTest {

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET);

    @Autowired
    private Api api;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private RouteTable routes;

    @Autowired
    private Home home;

    private Person client;
    private Person master;
    private Person colleague;
    private long order;

    @BeforeEach
    void anOrderIsFiled() {
        client = api.client();
        master = api.master();
        colleague = api.master();
        order = client.files();
    }

    @Test
    void everyActionTellsWhatItWillAnswerAndWritesNothing() {
        expectForetold(master, "take", null);
        expectForetold(master, "set-price", Map.of("total_price", 700));
        expectForetold(client, "upload-payment-proof", Person.file("payment_proof", "proof.png"));
        expectForetold(client, "mark-paid", Map.of("payment_method", "crypto"));
        expectForetold(master, "confirm-payment", null);
        expectForetold(master, "start", null);
        expectForetold(master, "complete", null);

        var declined = client.files();
        master.takes(declined);
        expectForetold(master, "/appointments/" + declined + "/decline/", null);
        expectForetold(api.admin(), "/admin/appointments/" + order + "/set-status/", Map.of("status", "NEW"));
        expectForetold(api.admin(), "/admin/appointments/" + order + "/assign/", Map.of("master", colleague.id()));
        api.admin().setsStatus(order, "PAYMENT_PROOF_UPLOADED");
        expectForetold(api.admin(), "/admin/appointments/" + order + "/confirm-payment/", null);
    }

    @Test
    void filingAnOrderIsForetoldAsWellAndItsPhotoIsNotKept() {
        var filed = Person.file("photo_lock_screen", "lock.png");
        Person.anAppointment().forEach((name, value) -> filed.add(name, value.toString()));
        var files = files();

        Tables.expectUntouched(database, () -> {
            var foretold = client.post("/appointments/?dry_run=true", filed).expect(200);
            assertThat(foretold.path("status").asInt()).isEqualTo(201);
            assertThat(foretold.at("/result/status").asString()).isEqualTo("NEW");
        });
        assertThat(files()).isEqualTo(files);
    }

    @Test
    void reviewsAndMessagesAreForetoldAsWell() {
        var message = Person.file("file", "screen.png");
        message.add("text", "It says this");
        expectForetold(client, "messages", Map.of("text", "Hello"));
        expectForetold(client, "messages", message);

        master.takes(order);
        api.admin().setsStatus(order, "COMPLETED");
        expectForetold(client, "review-master", Map.of("rating", 5, "comment", "Quick"));
        expectForetold(master, "review-client", Map.of("rating", 2, "behavior_flags", List.of("weak_pc")));
    }

    @Test
    void deletingAMessageIsForetoldAsWellAndItsFileStays() {
        var message =
                client.act(order, "messages", Person.file("file", "screen.png")).expect(201);
        var path = "/messages/" + message.path("id").asLong() + "/";
        var files = files();

        Tables.expectUntouched(database, () -> {
            var foretold = client.delete(path + "?dry_run=true").expect(200);
            assertThat(foretold.path("status").asInt()).isEqualTo(204);
            assertThat(foretold.path("result").isNull()).isTrue();
            assertThat(foretold.path("timeline").valueStream().map(row -> row.path("event_type")
                            .asString()))
                    .containsExactly("message_deleted");
        });
        assertThat(files()).isEqualTo(files);
        master.delete(path + "?dry_run=true").expect(403);

        client.delete(path).expect(204);
        assertThat(client.delete(path + "?dry_run=true").expect(200).path("timeline"))
                .isEmpty();
    }

    @Test
    void aMessageThatIsTriedOutUsesUpNoKey() {
        var path = "/api/v1/appointments/" + order + "/messages/";
        var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        var body = Map.of("text", "Hello");

        Tables.expectUntouched(
                database, () -> api.send(HttpMethod.POST, path + "?dry_run=true", client.token(), body, key)
                        .expect(200));
        assertThat(api.send(HttpMethod.POST, path, client.token(), body, key).headers())
                .satisfies(headers -> assertThat(headers.containsHeader("Idempotent-Replayed"))
                        .isFalse());
    }

    @Test
    void adminsAreToldWhichRulesWouldBeMetAndWhomTheyWouldTell() {
        var rule = ruleAbout("appointment.status_changed");
        var listening = ruleAbout("chat.message_sent");
        var path = "/admin/appointments/" + order + "/set-status/?dry_run=true";
        try {
            Tables.expectUntouched(database, () -> {
                var foretold =
                        api.admin().post(path, Map.of("status", "CANCELLED")).expect(200);
                var met = only(foretold.path("rules"), "id", rule.path("id"));
                assertThat(met).hasSize(1);
                assertThat(met.get(0).path("event_type").asString()).isEqualTo("appointment.status_changed");
                assertThat(met.get(0).path("actions")).isEqualTo(rule.path("action_json"));
                assertThat(foretold.path("notifications").values()).anySatisfy(notice -> {
                    assertThat(notice.path("account").asLong()).isEqualTo(client.id());
                    assertThat(notice.path("title").asString()).isEqualTo("Look");
                });
                assertThat(foretold.at("/result/platform_tags").values())
                        .extracting(JsonNode::asString)
                        .containsExactly("seen");
            });
            var said = api.admin()
                    .post("/appointments/" + order + "/messages/?dry_run=true", Map.of("text", "Hello"))
                    .expect(200);
            assertThat(only(said.path("rules"), "id", listening.path("id"))).hasSize(1);
            assertThat(only(said.path("notifications"), "title", rule.at("/action_json/0/title")))
                    .hasSize(1);
            var told = master.post("/appointments/" + order + "/take/?dry_run=true")
                    .expect(200);
            assertThat(told.path("rules").isEmpty()).isTrue();
            assertThat(told.path("notifications").isEmpty()).isTrue();
        } finally {
            List.of(rule, listening).forEach(made -> api.admin()
                    .delete("/admin/rules/" + made.path("id").asLong() + "/")
                    .expect(204));
        }
    }

    @Test
    void whatWouldBeRefusedIsRefused() {
        client.act(order, "set-price", Map.of("total_price", 1)).expect(403);

        client.post("/appointments/" + order + "/set-price/?dry_run=true", Map.of("total_price", 1))
                .expect(403);
        master.post("/appointments/" + order + "/start/?dry_run=true").expect(403);
        client.post("/appointments/?dry_run=1", Map.of()).expect(400);
        client.post("/appointments/?dry_run=perhaps", Person.anAppointment())
                .expect(400)
                .required("dry_run");
    }

    @Test
    void nobodyHearsOfIt() {
        try (var watcher = api.watch(client, "/stream/?topics=user,appointment:" + order, null)) {
            watcher.await("ready");
            master.post("/appointments/" + order + "/take/?dry_run=true").expect(200);
            client.post("/appointments/" + order + "/messages/?dry_run=true", Map.of("text", "Psst"))
                    .expect(200);
            client.act(order, "messages", Map.of("text", "Hello")).expect(201);
            watcher.await("message.created");

            assertThat(watcher.data("timeline.added")).isEmpty();
            assertThat(watcher.data("message.created").get(0).seq())
                    .as("the first line since the order was filed")
                    .isEqualTo(watcher.frames()
                                    .get(0)
                                    .data()
                                    .at("/topics/appointment:" + order + "/head")
                                    .asLong()
                            + 1);
        }
    }

    @Test
    void whateverCannotBeTriedOutSaysSo() {
        var supporting = new TreeSet<String>();
        for (var route : routes.entries()) {
            if (!READING.contains(route.method()) && route.path().startsWith("/api/v1/")) {
                var path = route.path().replaceAll("\\{\\w+}", "999999999") + "/?dry_run=true";
                var answers = Stream.of(api.admin().token(), client.token(), master.token())
                        .map(token -> api.send(route.method(), path, token, Map.of()))
                        .toList();
                if (answers.stream().noneMatch(answer -> answer.body().has("dry_run"))) {
                    supporting.add(route.path().replace("/api/v1", ""));
                }
            }
        }

        assertThat(supporting)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Stream.of(
                                        "/appointments",
                                        "/appointments/{id}/review-master",
                                        "/appointments/{id}/review-client",
                                        "/appointments/{id}/messages",
                                        "/messages/{id}",
                                        "/admin/appointments/{id}/confirm-payment"),
                                Stream.of(AppointmentAction.values()).map(AppointmentAction::pattern))
                        .toList());
    }

    /** Tells the client of it and puts a tag on their order. */
    private JsonNode ruleAbout(String trigger) {
        return api.admin()
                .post(
                        "/admin/rules/",
                        Map.of(
                                "name",
                                "dry " + UUID.randomUUID(),
                                "trigger_event_type",
                                trigger,
                                "condition_json",
                                Map.of("field", "client.id", "op", "==", "value", client.id()),
                                "action_json",
                                List.of(
                                        Map.of("type", "create_notification", "target", "client", "title", "Look"),
                                        Map.of("type", "assign_tag", "tag", "seen"))))
                .expect(201);
    }

    private void expectForetold(Person person, String action, @Nullable Object body) {
        var path = action.startsWith("/") ? action : "/appointments/" + order + "/" + action + "/";
        var files = files();
        var known = ids(person, path);
        Supplier<Answer> rehearsal = () -> person.post(path + "?dry_run=true", body);
        var foretold = rehearsal.get().expect(200);
        Tables.expectUntouched(database, () -> rehearsal.get().expect(200));
        assertThat(files()).isEqualTo(files);

        var real = person.post(path, body);
        assertThat(real.status()).as(path).isEqualTo(foretold.path("status").asInt());
        assertThat(comparable(foretold.path("result"), real.status()))
                .isEqualTo(comparable(real.body(), real.status()));
        var rows = Stream.of(ids(person, path))
                .flatMap(Set::stream)
                .filter(row -> !known.contains(row))
                .count();
        assertThat(foretold.path("timeline").size()).as(path).isEqualTo((int) rows);
    }

    private static Set<Long> ids(Person person, String path) {
        return person.timeline(Long.parseLong(path.replaceAll("[^0-9]", "")))
                .valueStream()
                .map(row -> row.path("id").asLong())
                .collect(Collectors.toSet());
    }

    /** Times are later, links lead to files that are there, and what is new has an id of its own. */
    private static String comparable(JsonNode answer, int status) {
        var known = status == 201 ? ((ObjectNode) answer.deepCopy()).without("id") : answer;
        return known.toString()
                .replaceAll("\"\\d{4}-\\d\\d-\\d\\dT[^\"]*\"", "\"time\"")
                .replaceAll("\"http[^\"]*\"", "\"link\"");
    }

    private static List<JsonNode> only(JsonNode list, String field, JsonNode value) {
        return list.valueStream().filter(item -> item.path(field).equals(value)).toList();
    }

    private Set<Path> files() {
        try (var files = Files.walk(home.path())) {
            return files.filter(Files::isRegularFile).collect(Collectors.toSet());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
