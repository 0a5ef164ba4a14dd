package dev.guildhall.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.Api.Answer;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.OpenApiContract;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.StatementCounter;
import dev.guildhall.testing.Together;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

/** Readers are spared what they have; writers do not overwrite what they have not seen. */
@GuildhallTest
class EtagsTest {

    private static final String STALE = "\"00000000000000000000.00000000000000000000\"";

    @Autowired
    private Api api;

    @Autowired
    private RouteTable routes;

    @Autowired
    private StatementCounter statements;

    private Person admin;
    private Person client;
    private Person master;
    private long order;
    private long rule;
    private long flag;
    private long event;
    private long message;
    private long webhook;

    @BeforeEach
    void somethingToChange() {
        admin = api.admin();
        client = api.client();
        master = api.master();
        order = client.files();
        rule = admin.post(
                        "/admin/rules/", Map.of("name", "tag " + UUID.randomUUID(), "trigger_event_type", "test.never"))
                .expect(201)
                .path("id")
                .asLong();
        flag = admin.post("/admin/feature-flags/", Map.of("name", "tag-" + UUID.randomUUID()))
                .expect(201)
                .path("id")
                .asLong();
        message = client.says(order, "Hello?").path("id").asLong();
        webhook = admin.post(
                        "/admin/webhooks/",
                        Map.of(
                                "url",
                                "http://127.0.0.1:9/hook",
                                "event_types",
                                List.of("test.never"),
                                "is_enabled",
                                false))
                .expect(201)
                .at("/webhook/id")
                .asLong();
        event = admin.get("/events/?entity_type=Appointment&entity_id=" + order)
                .expect(200)
                .path(0)
                .path("id")
                .asLong();
    }

    @AfterEach
    void theRuleAndTheWebhookGo() {
        admin.delete("/admin/rules/" + rule + "/");
        admin.delete("/admin/webhooks/" + webhook + "/");
    }

    @Test
    void whoeverHasItAlreadyIsToldSo() {
        for (var path : List.of("/appointments/" + order + "/", "/appointments/my/", "/me/")) {
            var tag = tag(client.get(path));

            var again = send(client, HttpMethod.GET, path, null, Map.of("If-None-Match", "\"other\", W/" + tag));

            assertThat(again.status()).as(path).isEqualTo(304);
            assertThat(again.body().isMissingNode()).isTrue();
            assertThat(tag(again)).isEqualTo(tag);
        }
        var before = tag(client.get("/appointments/" + order + "/"));
        master.takes(order);
        send(client, HttpMethod.GET, "/appointments/" + order + "/", null, Map.of("If-None-Match", before))
                .expect(200);
    }

    @Test
    void aNewMessageIsSomethingNewToReadersAndNoHindranceToWriters() {
        master.takes(order);
        var seen = tag(master.get("/appointments/" + order + "/"));
        client.says(order, "Hello");

        assertThat(tag(master.get("/appointments/" + order + "/"))).isNotEqualTo(seen);
        post(master, "/appointments/" + order + "/set-price/", Map.of("total_price", 10), seen)
                .expect(200);
    }

    @Test
    void everyGetOfAnObjectOrAListHasATag() {
        OpenApiContract.read().operations().stream()
                .filter(operation -> operation.method() == HttpMethod.GET && operation.bearer())
                .filter(operation -> operation.path().startsWith("/api/v1/")
                        && !operation.path().endsWith("stream"))
                .forEach(operation -> {
                    var path = operation.path().replace("/api/v1", "");
                    var id = path.startsWith("/events/")
                            ? event
                            : path.contains("rules") ? rule : path.contains("flags") ? flag : idOf(path);
                    var answers = List.of(admin, client, master).stream()
                            .map(person -> person.get(filled(path, id)))
                            .filter(answer -> answer.status() == 200)
                            .toList();
                    assertThat(answers).as(path).isNotEmpty().allSatisfy(answer -> assertThat(tag(answer))
                            .startsWith("\""));
                });
    }

    @Test
    void everyWriteToWhatHasVersionsRefusesAStaleOne() {
        var heeding = 0;
        for (var route : routes.entries()) {
            var path = route.path().replace("/api/v1", "");
            if (!route.path().startsWith("/api/v1/") || route.method() == HttpMethod.GET || !isVersioned(path)) {
                continue;
            }
            var whose = path.contains("rules") ? rule : path.contains("flags") ? flag : idOf(path);
            var person = path.endsWith("/take") ? master : admin;
            var answer = send(
                    person,
                    route.method(),
                    path.replace("{id}", String.valueOf(whose)) + "/",
                    Map.of(),
                    Map.of("If-Match", STALE));
            assertThat(answer.status())
                    .as("%s %s: %s", route.method(), path, answer.body())
                    .isEqualTo(412);
            assertThat(tag(answer)).as("the current one").contains(".");
            heeding++;
        }
        assertThat(heeding).isGreaterThanOrEqualTo(20);
    }

    @Test
    void whoeverIsTooLateIsShownHowItIsNow() {
        var seen = tag(client.get("/appointments/" + order + "/"));
        admin.setsStatus(order, "CANCELLED");

        var answer = post(admin, "/admin/appointments/" + order + "/set-status/", Map.of("status", "NEW"), seen);

        assertThat(answer.expect(412))
                .isEqualTo(admin.get("/appointments/" + order + "/").body());
        assertThat(tag(answer)).isEqualTo(tag(admin.get("/appointments/" + order + "/")));
    }

    @Test
    void whoeverIsTooLateIsShownItAlsoWhenOnlyTryingAndUsesUpNoKey() {
        var path = "/admin/appointments/" + order + "/set-status/";
        var body = Map.of("status", "CANCELLED");
        var now = admin.get("/appointments/" + order + "/");
        var key = UUID.randomUUID().toString();

        assertThat(post(admin, path + "?dry_run=true", body, STALE).expect(412)).isEqualTo(now.body());
        assertThat(send(admin, HttpMethod.POST, path, body, Map.of("If-Match", STALE, "Idempotency-Key", key))
                        .expect(412))
                .isEqualTo(now.body());
        var again = send(admin, HttpMethod.POST, path, body, Map.of("If-Match", tag(now), "Idempotency-Key", key));
        assertThat(again.expect(200).path("status").asString()).isEqualTo("CANCELLED");
        assertThat(again.headers().containsHeader("Idempotent-Replayed")).isFalse();
    }

    @Test
    void messagesAndReviewsAreForTheOrderThatWasSeenAndNoNewStateOfIt() {
        master.takes(order);
        var path = "/appointments/" + order + "/";
        var text = Map.of("text", "Hello");
        var seen = tag(client.get(path));
        post(client, path + "messages/", text, seen).expect(201);
        post(client, path + "messages/", text, seen).expect(201);
        var messages = client.get(path + "messages/").body();
        admin.setsStatus(order, "COMPLETED");
        var now = client.get(path);

        assertThat(post(client, path + "messages/", text, seen).expect(412)).isEqualTo(now.body());
        assertThat(post(client, path + "review-master/", Map.of("rating", 5), seen)
                        .expect(412))
                .isEqualTo(now.body());
        assertThat(deleteMessage(client, seen).expect(412)).isEqualTo(now.body());
        assertThat(client.get(path + "messages/").body()).isEqualTo(messages);

        post(client, path + "review-master/", Map.of("rating", 5), tag(now)).expect(201);
        post(master, path + "review-client/", Map.of("rating", 5), tag(now)).expect(201);
        deleteMessage(client, tag(now)).expect(204);
    }

    @Test
    void whatMayNotBeSeenIsNotShownToWhoeverIsTooLate() {
        var stranger = api.client();

        post(stranger, "/appointments/" + order + "/mark-paid/", Map.of("payment_method", "crypto"), STALE)
                .expect(403);
        deleteMessage(stranger, STALE).expect(403);
        post(stranger, "/appointments/" + order + "/messages/", Map.of("text", "Hello"), STALE)
                .expect(403);
        post(admin, "/admin/appointments/999999999/set-status/", Map.of("status", "NEW"), STALE)
                .expect(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"appointment", "rule", "flag", "user", "settings"})
    void ofTwoWhoHaveSeenTheSameOneIsTooLate(String what) {
        var path = path(what);
        var seen = tag(admin.get(path));

        var statuses = Together.times(
                        4,
                        number -> send(admin, method(what), target(what), body(what, number), Map.of("If-Match", seen)))
                .stream()
                .map(Answer::status)
                .sorted()
                .toList();

        assertThat(statuses).containsExactly(200, 412, 412, 412);
    }

    @Test
    void theAnswerOfAWriteNamesTheNextVersion() {
        var first = admin.patch("/admin/rules/" + rule + "/", Map.of("is_active", false));
        var tag = tag(first);

        assertThat(tag).isEqualTo(tag(admin.get("/admin/rules/" + rule + "/")));
        send(admin, HttpMethod.PATCH, "/admin/rules/" + rule + "/", Map.of("is_active", true), Map.of("If-Match", tag))
                .expect(200);
        send(admin, HttpMethod.DELETE, "/admin/rules/" + rule + "/", null, Map.of("If-Match", tag))
                .expect(412);
        send(admin, HttpMethod.DELETE, "/admin/rules/" + rule + "/", null, Map.of("If-Match", "*"))
                .expect(204);
    }

    @Test
    void costsNoStatementOnAnAppointment() {
        var seen = tag(master.get("/appointments/" + order + "/"));
        // From here on the rules are known.
        master.takes(client.files());
        var other = client.files();
        var without = statements.during(() -> master.takes(other));

        var with = statements.during(() ->
                post(master, "/appointments/" + order + "/take/", null, seen).expect(200));

        assertThat(with).hasSameSizeAs(without);
    }

    private String filled(String path, long id) {
        var filled = path.replace("{id}", String.valueOf(id))
                .replace("{date}", "2026-11-22")
                .replace("{metric}", "new_users")
                .replace("{table}", "account")
                .replace("{key}", String.valueOf(client.id()))
                .replace("{step}", "paid");
        return filled + (path.endsWith("/why") ? "/?permission=flags.read&user=" + client.id() : "/");
    }

    /** Webhooks have no versions: whoever changes one says what of it. */
    private boolean isVersioned(String path) {
        return Stream.of("/appointments/{id}/", "/messages/", "/admin/").anyMatch(path::startsWith)
                && !path.startsWith("/admin/webhooks/")
                && (path.contains("{id}") || path.endsWith("/settings"))
                && !List.of("read", "typing").contains(path.substring(path.lastIndexOf('/') + 1));
    }

    private long idOf(String path) {
        if (path.contains("/masters/")) {
            return master.id();
        }
        if (path.startsWith("/admin/webhooks/")) {
            return webhook;
        }
        if (path.startsWith("/messages/")) {
            return message;
        }
        return path.contains("/users/") ? client.id() : order;
    }

    private String path(String what) {
        return switch (what) {
            case "appointment" -> "/appointments/" + order + "/";
            case "rule" -> "/admin/rules/" + rule + "/";
            case "flag" -> "/admin/feature-flags/" + flag + "/";
            case "user" -> "/admin/users/" + client.id() + "/";
            default -> "/admin/system/settings/";
        };
    }

    private String target(String what) {
        return switch (what) {
            case "appointment" -> "/admin/appointments/" + order + "/set-status/";
            case "user" -> path(what) + "ban/";
            default -> path(what);
        };
    }

    private static HttpMethod method(String what) {
        return what.equals("appointment") || what.equals("user") ? HttpMethod.POST : HttpMethod.PATCH;
    }

    private static Map<String, ?> body(String what, int number) {
        return switch (what) {
            case "appointment" -> Map.of("status", "CANCELLED", "note", "note " + number);
            case "rule" -> Map.of("trigger_event_type", "test.never." + number);
            case "flag" -> Map.of("rollout_percentage", 10 + number);
            case "user" -> Map.of("reason", "reason " + number);
            default -> Map.of("instructions", "instructions " + UUID.randomUUID());
        };
    }

    private Answer deleteMessage(Person person, String tag) {
        return send(person, HttpMethod.DELETE, "/messages/" + message + "/", null, Map.of("If-Match", tag));
    }

    private Answer post(Person person, String path, @Nullable Object body, String tag) {
        return send(person, HttpMethod.POST, path, body, Map.of("If-Match", tag));
    }

    private Answer send(
            Person person, HttpMethod method, String path, @Nullable Object body, Map<String, String> headers) {
        return api.send(method, "/api/v1" + path, person.token(), body, headers);
    }

    private static String tag(Answer answer) {
        return Objects.requireNonNull(
                answer.headers().getETag(),
                () -> answer.request() + " has no tag: " + answer.status() + " " + answer.body());
    }
}
