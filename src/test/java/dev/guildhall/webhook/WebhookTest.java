package dev.guildhall.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.guildhall.database.Transactions;
import dev.guildhall.event.EventSink;
import dev.guildhall.event.UnitOfWork;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.SomethingHappened;
import dev.guildhall.testing.TestClock;
import dev.guildhall.webhook.Receiver.Posted;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Webhooks of the application, from the event to another system and back. */
@GuildhallTest
class WebhookTest {

    private static final String PATH = "/admin/webhooks/";

    @Autowired
    private Api api;

    @Autowired
    private UnitOfWork units;

    @Autowired
    private EventSink events;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private WebhookRepository webhooks;

    @Autowired
    private Transactions transactions;

    @Autowired
    private TestClock clock;

    private final SomethingHappened happening = SomethingHappened.once().saying(Map.of("what", "это"));
    private final Receiver receiver = new Receiver();
    private final List<Long> made = new ArrayList<>();
    private Person admin;

    @BeforeEach
    void anAdminIsThere() {
        admin = api.admin();
    }

    @AfterEach
    void theWebhooksGo() {
        made.forEach(id -> admin.delete(PATH + id + "/"));
        receiver.stop();
    }

    @Test
    void postsAnEventOnceSignedAsStandardWebhooksSay() {
        var webhook = make(receiver);
        happens();
        var posted = receiver.posted(1).get(0);

        assertThat(posted.path()).isEqualTo("/hook?of=guildhall");
        assertThat(posted.header("Content-Type")).isEqualTo("application/json");
        assertThat(Long.parseLong(posted.header("webhook-timestamp")))
                .isCloseTo(clock.instant().getEpochSecond(), within(60L));
        assertThat(signatures(posted))
                .containsExactly(expected(posted, webhook.path("secret").asString()));
        var body = JsonMapper.shared().readTree(posted.body());
        assertThat(body.propertyNames()).containsExactly("type", "timestamp", "data");
        assertThat(body.path("type").asString()).isEqualTo(happening.type());
        assertThat(body.path("data").path("payload").toString()).isEqualTo("{\"what\":\"это\"}");

        var delivery = awaitState(webhook, "sent");
        assertThat(posted.header("webhook-id"))
                .isEqualTo("msg_" + delivery.path("id").asLong());
        assertThat(delivery.path("event").asLong())
                .isEqualTo(body.path("data").path("id").asLong());
        assertThat(delivery.path("event_type").asString()).isEqualTo(happening.type());
        assertThat(delivery.path("response_status").asInt()).isEqualTo(200);
        assertThat(delivery.path("response_text").asString()).isEqualTo("thanks");
        assertThat(delivery.path("attempts").asInt()).isEqualTo(1);
        assertThat(receiver.count()).isEqualTo(1);
    }

    @Test
    void eachEventHasOneRowForEachWebhookThatItIsFor() {
        var other = new Receiver();
        try {
            var both = List.of(make(receiver), make(other));
            var neither = make(receiver, Map.of("event_types", List.of("another.type")));
            var off = make(receiver, Map.of("is_enabled", false));
            Await.all(Flux.range(0, 20)
                    .flatMap(again -> units.run(events.emit(happening).thenReturn(again))));

            assertThat(ids(receiver.posted(20))).hasSize(20);
            assertThat(ids(other.posted(20))).hasSize(20);
            assertThat(both)
                    .allSatisfy(webhook -> assertThat(deliveries(webhook)).hasSize(20));
            assertThat(deliveries(neither)).isEmpty();
            assertThat(deliveries(off)).isEmpty();
        } finally {
            other.stop();
        }
    }

    @Test
    void nothingIsPostedOfWhatIsRolledBack() {
        var webhook = make(receiver);
        assertThatThrownBy(() -> Await.done(
                        units.run(events.emit(happening).then(Mono.error(new IllegalStateException("undone"))))))
                .hasMessage("undone");
        happens();

        assertThat(receiver.posted(1)).hasSize(1);
        assertThat(deliveries(webhook)).hasSize(1);
    }

    @Test
    void triesAgainUntilItIsTakenWithTheSameIdAndAnotherSignature() {
        receiver.answers(500, 503);
        var webhook = make(receiver);
        happens();
        receiver.posted(1);
        await().until(() ->
                deliveries(webhook).get(0).path("failure").asString("").equals("answered 500"));
        assertThat(get(webhook).path("failing_since").isNull()).isFalse();
        try (var later = clock.ahead(Duration.ofMinutes(3))) {
            receiver.posted(2);
            await().until(() ->
                    deliveries(webhook).get(0).path("failure").asString("").equals("answered 503"));
        }
        try (var muchLater = clock.ahead(Duration.ofMinutes(6))) {
            receiver.posted(3);
            assertThat(awaitState(webhook, "sent").path("attempts").asInt()).isEqualTo(3);
        }

        var posted = receiver.posted(3);
        assertThat(ids(posted)).hasSize(1);
        assertThat(posted.stream().map(Posted::body)).containsOnly(posted.get(0).body());
        assertThat(posted).allSatisfy(one -> assertThat(signatures(one))
                .containsExactly(expected(one, webhook.path("secret").asString())));
        assertThat(get(webhook).path("failing_since").isNull()).isTrue();
    }

    @Test
    void whatElseIsDueThereWaitsUntouchedForAMomentAfterAFailure() {
        receiver.answers(500);
        var webhook = make(receiver);
        happens();
        await().until(() ->
                deliveries(webhook).get(0).path("failure").asString("").equals("answered 500"));
        Await.done(database.sql("UPDATE webhook SET paused_until = paused_until + interval '1 hour' WHERE id = $1")
                .bind(0, id(webhook))
                .then());
        happens();
        var other = make(receiver);
        happens();
        awaitState(other, "sent");
        assertThat(receiver.count()).isEqualTo(2);
        assertThat(deliveries(webhook))
                .hasSize(3)
                .allSatisfy(one -> assertThat(one.path("state").asString()).isEqualTo("waiting"));
        assertThat(deliveries(webhook).get(0).path("attempts").asInt()).isZero();
        try (var later = clock.ahead(Duration.ofHours(2))) {
            receiver.posted(5);
        }
        await().until(() -> get(webhook).path("failing_since").isNull());
    }

    @Test
    void sendsAgainWhatAnAdminWantsSentAgain() {
        var webhook = make(receiver);
        happens();
        receiver.posted(1);
        var delivery = awaitState(webhook, "sent");
        admin.post("/admin/webhooks/deliveries/" + delivery.path("id").asLong() + "/replay/")
                .expect(200);

        assertThat(ids(receiver.posted(2))).hasSize(1);
        assertThat(awaitState(webhook, "sent").path("attempts").asInt()).isEqualTo(2);
    }

    @Test
    void sendsWhatARestoreHasDroppedWhenAnAdminWantsItSent() {
        var webhook = make(receiver);
        happens();
        receiver.posted(1);
        var delivery = awaitState(webhook, "sent").path("id").asLong();
        Await.done(database.sql("""
                        UPDATE delivery SET state = 'dropped', failure = 'restored from a backup', attempts = 0, most_attempts = NULL
                         WHERE id = $1""").bind(0, delivery).then());
        admin.post("/admin/webhooks/deliveries/" + delivery + "/replay/").expect(200);

        assertThat(ids(receiver.posted(2))).hasSize(1);
        var again = awaitState(webhook, "sent");
        assertThat(again.path("attempts").asInt()).isEqualTo(1);
        assertThat(again.path("failure").isNull()).isTrue();
    }

    @Test
    void whatIsStillOnItsWayIsNotSentAgain() {
        receiver.answers(500);
        var webhook = make(receiver);
        happens();
        receiver.posted(1);
        var delivery = awaitState(webhook, "waiting");

        admin.post("/admin/webhooks/deliveries/" + delivery.path("id").asLong() + "/replay/")
                .expect(400);
        admin.post("/admin/webhooks/deliveries/1000000000/replay/").expect(404);
    }

    @Test
    void canBeTriedOutEvenWhenItIsOff() {
        var webhook = make(receiver, Map.of("is_enabled", false));
        var delivery = admin.post(PATH + id(webhook) + "/test/").expect(201);
        var posted = receiver.posted(1).get(0);

        assertThat(JsonMapper.shared().readTree(posted.body()).path("type").asString())
                .isEqualTo("webhook.test");
        assertThat(signatures(posted))
                .containsExactly(expected(posted, webhook.path("secret").asString()));
        assertThat(awaitState(webhook, "sent").path("id")).isEqualTo(delivery.path("id"));
        assertThat(admin.get(PATH + id(webhook) + "/deliveries/?state=failed").expect(200))
                .isEmpty();
    }

    @Test
    void bothSecretsSignForADayAfterARotation() {
        var webhook = make(receiver);
        var old = webhook.path("secret").asString();
        var rotated = admin.post(PATH + id(webhook) + "/rotate-secret/").expect(200);
        var fresh = rotated.path("secret").asString();
        assertThat(fresh).isNotEqualTo(old);
        assertThat(rotated.path("webhook").path("previous_secret_until").isNull())
                .isFalse();
        happens();
        var posted = receiver.posted(1).get(0);
        assertThat(signatures(posted)).containsExactly(expected(posted, fresh), expected(posted, old));

        try (var tomorrow = clock.ahead(Duration.ofHours(25))) {
            happens();
            var later = receiver.posted(2).get(1);
            assertThat(signatures(later)).containsExactly(expected(later, fresh));
        }
    }

    @Test
    void theSecretIsShownOnceAndStoredForNobodyToRead() {
        var webhook = make(receiver);
        var secret = webhook.path("secret").asString();

        assertThat(admin.get(PATH).expect(200).toString()).doesNotContain(secret);
        assertThat(get(webhook).toString()).doesNotContain("secret\":\"").doesNotContain(secret);
        var stored = Await.value(database.sql("SELECT secret FROM webhook WHERE id = $1")
                .bind(0, id(webhook))
                .map(row -> row.get(0, byte[].class))
                .one());
        var key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        assertThat(IntStream.rangeClosed(0, stored.length - key.length)
                        .anyMatch(at -> Arrays.equals(stored, at, at + key.length, key, 0, key.length)))
                .isFalse();
        assertThat(admin.get("/admin/audit/?entity_type=Webhook&entity_id=" + id(webhook))
                        .expect(200)
                        .toString())
                .contains("webhook.created")
                .doesNotContain(secret);
    }

    @Test
    void isSwitchedOffWhenNothingHasGotThroughForDaysAndTheAdminsAreTold() {
        receiver.answers(500, 500);
        var webhook = make(receiver);
        happens();
        await().until(() -> !get(webhook).path("failing_since").isNull());
        assertThat(get(webhook).path("is_enabled").asBoolean()).isTrue();
        Await.done(database.sql("UPDATE webhook SET failing_since = failing_since - interval '5 days' WHERE id = $1")
                .bind(0, id(webhook))
                .then());
        var told = admin.get("/notifications/unread-count/")
                .expect(200)
                .path("unread_count")
                .asLong();
        try (var later = clock.ahead(Duration.ofMinutes(3))) {
            await().until(() -> !get(webhook).path("is_enabled").asBoolean());
        }

        assertThat(get(webhook).path("disabled_at").isNull()).isFalse();
        assertThat(admin.get("/notifications/unread-count/")
                        .expect(200)
                        .path("unread_count")
                        .asLong())
                .isEqualTo(told + 1);
        assertThat(admin.get("/notifications/")
                        .expect(200)
                        .get(0)
                        .path("message")
                        .asString())
                .contains("127.0.0.1");

        var mended = admin.patch(PATH + id(webhook) + "/", Map.of("is_enabled", true))
                .expect(200);
        assertThat(mended.path("disabled_at").isNull()).isTrue();
        assertThat(mended.path("failing_since").isNull()).isTrue();
    }

    @Test
    void isSwitchedOffAtOnceWhenTheReceiverSaysThatItIsGone() {
        receiver.answers(410);
        var webhook = make(receiver);
        happens();

        await().until(() -> !get(webhook).path("is_enabled").asBoolean());
        assertThat(awaitState(webhook, "failed").path("response_status").asInt())
                .isEqualTo(410);
    }

    @Test
    void changesWhatIsMentionedAndGoesWithItsLog() {
        var webhook = make(receiver);
        var changed = admin.patch(PATH + id(webhook) + "/", Map.of("description", "Accounting"))
                .expect(200);
        assertThat(changed.path("description").asString()).isEqualTo("Accounting");
        assertThat(changed.path("event_types").get(0).asString()).isEqualTo(happening.type());
        happens();
        awaitState(webhook, "sent");
        admin.delete(PATH + id(webhook) + "/").expect(204);

        admin.get(PATH + id(webhook) + "/").expect(404);
        admin.get(PATH + id(webhook) + "/deliveries/").expect(404);
        admin.patch(PATH + id(webhook) + "/", Map.of("description", "x")).expect(404);
    }

    @Test
    void whatHappensDoesNotWaitForADeletionAndIsNotWrittenDownForIt() {
        var webhook = make(receiver);
        Await.done(transactions.run(database.sql("DELETE FROM webhook WHERE id = $1")
                .bind(0, id(webhook))
                .then()
                .then(beside(Executors.callable(this::happens)))));

        admin.get(PATH + id(webhook) + "/").expect(404);
    }

    @Test
    void whatHappensWhileItIsBeingChangedIsPosted() {
        var webhook = make(receiver);
        Await.done(transactions.run(
                webhooks.lock(id(webhook), clock.instant()).then(beside(Executors.callable(this::happens)))));

        assertThat(receiver.posted(1)).hasSize(1);
    }

    @Test
    void isOffBeforeItsLogIsDeletedAndALongOneGoesToo() {
        var webhook = make(receiver);
        happens();
        awaitState(webhook, "sent");
        Await.done(database.sql("""
                        INSERT INTO delivery (channel, occasion, webhook_id, state, created_at, ended_at)
                        SELECT 'webhook', 'test:' || n, $1, 'sent', now(), now() FROM generate_series(1, 2500) AS n""").bind(0, id(webhook)).then());
        var deletion = Await.value(transactions.run(
                database.sql("SELECT id FROM delivery WHERE webhook_id = $1 AND occasion = 'test:1500' FOR UPDATE")
                        .bind(0, id(webhook))
                        .then()
                        .then(beside(() -> {
                            var running = CompletableFuture.runAsync(
                                    () -> admin.delete(PATH + id(webhook) + "/").expect(204));
                            await().until(() -> !get(webhook).path("is_enabled").asBoolean());
                            happens();
                            assertThat(running).isNotDone();
                            return running;
                        }))));

        assertThat(deletion).succeedsWithin(Duration.ofSeconds(20));
        admin.get(PATH + id(webhook) + "/").expect(404);
        assertThat(receiver.count()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                              | url
            {"url": null}                                                   | url
            {"url": "nowhere"}                                              | url
            {"url": "https://user:secret@example.org/"}                     | url
            {"url": "https://example.org/", "event_types": "all"}           | event_types
            {"url": "https://example.org/", "event_types": [""]}            | event_types
            {"url": "https://example.org/", "is_enabled": "perhaps"}        | is_enabled
            {"url": "https://example.org/", "description": []}              | description""")
    void namesTheFieldThatMakesNoSense(String body, String field) {
        var refused = api.send(HttpMethod.POST, "/api/v1" + PATH, admin.token(), body);

        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(400);
        assertThat(refused.body().propertyNames()).containsExactly(field);
    }

    /** Outside of the transaction that is open here. */
    private static <T> Mono<T> beside(Callable<T> work) {
        return Mono.fromCallable(work).subscribeOn(Schedulers.boundedElastic());
    }

    private void happens() {
        Await.done(units.run(events.emit(happening)));
    }

    private JsonNode make(Receiver where) {
        return make(where, Map.of());
    }

    /** One for what happens here, unless told otherwise. */
    private JsonNode make(Receiver where, Map<String, Object> more) {
        var content = new HashMap<String, Object>(Map.of("url", where.url(), "event_types", List.of(happening.type())));
        content.putAll(more);
        var webhook = admin.post(PATH, content).expect(201);
        made.add(id(webhook));
        return webhook;
    }

    private JsonNode get(JsonNode webhook) {
        return admin.get(PATH + id(webhook) + "/").expect(200);
    }

    private List<JsonNode> deliveries(JsonNode webhook) {
        return admin.get(PATH + id(webhook) + "/deliveries/")
                .expect(200)
                .valueStream()
                .toList();
    }

    private JsonNode awaitState(JsonNode webhook, String state) {
        await().until(() -> {
            var known = deliveries(webhook);
            return !known.isEmpty() && known.get(0).path("state").asString().equals(state);
        });
        return deliveries(webhook).get(0);
    }

    private static long id(JsonNode webhook) {
        return webhook.path("webhook").path("id").asLong();
    }

    private static Set<String> ids(List<Posted> posted) {
        return posted.stream().map(one -> one.header("webhook-id")).collect(Collectors.toSet());
    }

    private static List<String> signatures(Posted posted) {
        return List.of(posted.header("webhook-signature").split(" "));
    }

    /** As a receiver would compute it. */
    private static String expected(Posted posted, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.replaceFirst("^whsec_", "")), "HmacSHA256"));
            var signed =
                    String.join(".", posted.header("webhook-id"), posted.header("webhook-timestamp"), posted.body());
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
