package dev.guildhall.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.database.Transactions;
import dev.guildhall.shared.web.Access;
import dev.guildhall.shared.web.RouteTable;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.Api.Answer;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.StatementCounter;
import dev.guildhall.testing.TestClock;
import dev.guildhall.testing.Together;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.util.LinkedMultiValueMap;
import reactor.core.publisher.Sinks;

/** A request that is sent again under its key is not carried out again, and gets the answer it had. */
@GuildhallTest
class IdempotencyKeyTest {

    private static final String REPLAYED = "Idempotent-Replayed";

    @Autowired
    private Api api;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private Transactions transactions;

    @Autowired
    private RouteTable routes;

    @Autowired
    private KeyRepository keys;

    @Autowired
    private Clock time;

    @Autowired
    private TestClock clock;

    @Autowired
    private StatementCounter statements;

    private Person client;
    private String key = "";

    @BeforeEach
    void aNewKey() {
        client = api.client();
        key = UUID.randomUUID().toString();
    }

    /** An upload is scanned, written anew and sent to a bucket in between. */
    @Test
    void whoHoldsAKeyMayTakeLongerBetweenTwoStatementsThanOthers() {
        var limit = database.sql("SELECT current_setting('idle_in_transaction_session_timeout')")
                .mapValue(String.class)
                .one();
        var key = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);

        assertThat(transactions.run(keys.take(key).then(limit)).block()).isEqualTo("3min");
        assertThat(transactions.run(limit).block()).isEqualTo("30s");
    }

    @Test
    void givesTheSameAnswerAndDoesNothingAgain() {
        var first = post(client, "/appointments/", Person.anAppointment());
        var second = post(client, "/appointments/", Person.anAppointment());

        assertThat(second.expect(201)).isEqualTo(first.expect(201));
        assertThat(first.headers().getFirst(REPLAYED)).isNull();
        assertThat(second.headers().getFirst(REPLAYED)).isEqualTo("true");
        assertThat(second.headers().getContentType()).isEqualTo(first.headers().getContentType());
        assertThat(second.headers().getFirst("X-Request-Id"))
                .isNotEqualTo(first.headers().getFirst("X-Request-Id"));
        assertThat(client.get("/appointments/my/").expect(200).size()).isEqualTo(1);
    }

    @Test
    void anAnswerWithAKeyLooksLikeOneWithout() {
        var path = "/appointments/" + client.files() + "/messages/";

        var without = client.post(path, Map.of("text", "Hello")).expect(201);
        var with = post(client, path, Map.of("text", "Hello")).expect(201);

        assertThat(with.propertyNames()).isEqualTo(without.propertyNames());
        assertThat(with.path("created_at").asString())
                .hasSameSizeAs(without.path("created_at").asString());
        assertThat(post(client, "/appointments/" + with.path("appointment").asLong() + "/typing/", null)
                        .status())
                .isEqualTo(204);
    }

    @Test
    void theOldPrefixIsTheSamePlace() {
        var first = post(client, "/appointments/", Person.anAppointment()).expect(201);

        var second = api.send(
                HttpMethod.POST,
                "/api/appointments",
                client.token(),
                Person.anAppointment(),
                Map.of("Idempotency-Key", "\"" + key + "\""));

        assertThat(second.expect(201)).isEqualTo(first);
    }

    @Test
    void somethingElseUnderTheSameKeyIsRefused() {
        post(client, "/appointments/", Person.anAppointment()).expect(201);
        var other = Person.anAppointment();
        other.put("brand", "Nokia");

        post(client, "/appointments/", other).expect(422);

        assertThat(client.get("/appointments/my/").expect(200).size()).isEqualTo(1);
    }

    @Test
    void otherPeopleAndOtherPlacesHaveKeysOfTheirOwn() {
        var order = post(client, "/appointments/", Person.anAppointment())
                .expect(201)
                .path("id")
                .asLong();

        post(client, "/appointments/" + order + "/messages/", Map.of("text", "Hello"))
                .expect(201);
        var other = post(api.client(), "/appointments/", Person.anAppointment());

        assertThat(other.expect(201).path("id").asLong()).isNotEqualTo(order);
        assertThat(other.headers().getFirst(REPLAYED)).isNull();
    }

    @Test
    void aRefusalIsRepeatedAsWell() {
        var order = client.files();
        var refused = post(client, "/appointments/" + order + "/mark-paid/", Map.of("payment_method", "crypto"));
        var master = api.master();
        master.takes(order);
        master.prices(order, 100);
        client.act(order, "upload-payment-proof", Person.file("payment_proof", "proof.png"))
                .expect(200);

        var again = post(client, "/appointments/" + order + "/mark-paid/", Map.of("payment_method", "crypto"));

        assertThat(again.expect(400)).isEqualTo(refused.expect(400));
        assertThat(again.headers().getFirst(REPLAYED)).isEqualTo("true");
    }

    @Test
    void aMultipartBodyIsTheSameWhateverItsBoundary() {
        var order = client.files();
        var path = "/appointments/" + order + "/messages/";

        var first = post(client, path, withFile("one")).expect(201);
        var second = post(client, path, withFile("one"));

        assertThat(second.expect(201)).isEqualTo(first);
        assertThat(second.headers().getFirst(REPLAYED)).isEqualTo("true");
        post(client, path, withFile("two")).expect(422);
    }

    @Test
    void whatIsStillBeingWorkedOnIsAConflict() {
        var order = client.files();
        var master = api.master();
        var release = Sinks.<Boolean>one();
        var held = Sinks.<Boolean>one();
        var holding = transactions
                .run(database.sql("SELECT id FROM appointment WHERE id = $1 FOR UPDATE")
                        .bind(0, order)
                        .mapValue(Long.class)
                        .one()
                        .doOnNext(locked -> held.tryEmitValue(true))
                        .then(release.asMono()))
                .toFuture();
        Await.value(held.asMono());

        var first = Together.meanwhile(() -> post(master, "/appointments/" + order + "/take/", null));
        await().until(() ->
                post(master, "/appointments/" + order + "/take/", null).status() == 409);
        release.tryEmitValue(true);

        first.join().expect(200);
        assertThat(post(master, "/appointments/" + order + "/take/", null).expect(200))
                .isEqualTo(first.join().body());
        holding.join();
    }

    @Test
    void ofManyAtOnceOneIsCarriedOut() {
        var answers = Together.times(12, number -> post(client, "/appointments/", Person.anAppointment()));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(201, 409));
        assertThat(answers).anySatisfy(answer -> assertThat(answer.status()).isEqualTo(201));
        assertThat(client.get("/appointments/my/").expect(200).size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\"", "a\"b", "with a blank", "\"open"})
    void namesAKeyThatIsNone(String bad) {
        key = bad;

        assertThat(post(client, "/appointments/", Person.anAppointment())
                        .expect(400)
                        .has("Idempotency-Key"))
                .isTrue();
    }

    @Test
    void everyPostHeedsItButForThoseWithSecretsAndThatWhichChangesNothing() {
        key = "not a key";
        var deaf = new TreeSet<String>();
        for (var route : routes.entries()) {
            if (route.method() == HttpMethod.POST
                    && route.path().startsWith("/api/v1/")
                    && route.access() != Access.PUBLIC) {
                var path = route.path().replace("/api/v1", "").replace("{id}", "999999999") + "/";
                var answers = List.of(
                        post(api.admin(), path, Map.of()),
                        post(client, path, Map.of()),
                        post(api.master(), path, Map.of()));
                if (answers.stream().noneMatch(answer -> answer.body().has("Idempotency-Key"))) {
                    deaf.add(path);
                }
            }
        }

        assertThat(deaf)
                .containsExactly(
                        "/admin/rules/simulate/",
                        "/admin/webhooks/",
                        "/admin/webhooks/999999999/rotate-secret/",
                        "/me/password/",
                        "/me/totp/begin/",
                        "/me/totp/confirm/",
                        "/me/totp/disable/",
                        "/stream/tickets/");
    }

    @Test
    void keepsNothingThatCouldBeRead() {
        var order = client.files();
        post(client, "/appointments/" + order + "/messages/", Map.of("text", "a confidential sentence"))
                .expect(201);
        post(client, "/stream/tickets/", null).expect(201);

        var kept = Await.all(database.sql("SELECT answer FROM idempotency_key WHERE account_id = $1")
                .bind(0, client.id())
                .map(row -> new String(row.get(0, byte[].class), StandardCharsets.ISO_8859_1))
                .all());

        assertThat(kept)
                .singleElement()
                .asString()
                .doesNotContain("confidential")
                .doesNotContain("appointment");
    }

    @Test
    void isForgottenAfterADay() {
        var first = post(client, "/appointments/", Person.anAppointment()).expect(201);
        try (var later = clock.ahead(Duration.ofHours(23))) {
            assertThat(Await.value(keys.deleteExpired(time.instant()))).isGreaterThanOrEqualTo(0);
            assertThat(rows()).isEqualTo(1);
        }
        try (var later = clock.ahead(Duration.ofHours(25))) {
            Await.value(keys.deleteExpired(time.instant()));
            assertThat(rows()).isZero();
        }
        assertThat(first.has("id")).isTrue();
    }

    @Test
    void costsThreeStatementsAndNothingWithout() {
        var path = "/appointments/" + client.files() + "/messages/";
        client.post(path, Map.of("text", "Rules are read")).expect(201);
        var without = statements.during(
                () -> client.post(path, Map.of("text", "Hello")).expect(201));

        var with = statements.during(
                () -> post(client, path, Map.of("text", "Hello")).expect(201));

        assertThat(with).hasSize(without.size() + 3).startsWith("BEGIN").endsWith("COMMIT");
        assertThat(without).noneMatch(statement -> statement.contains("idempotency_key"));
    }

    private long rows() {
        return Await.value(database.sql("SELECT count(*) FROM idempotency_key WHERE account_id = $1")
                .bind(0, client.id())
                .mapValue(Long.class)
                .one());
    }

    private Answer post(Person person, String path, @Nullable Object body) {
        return api.send(HttpMethod.POST, "/api/v1" + path, person.token(), body, Map.of("Idempotency-Key", key));
    }

    private static LinkedMultiValueMap<String, Object> withFile(String content) {
        var parts = new LinkedMultiValueMap<String, Object>();
        parts.add("text", "Look");
        parts.add("file", new ByteArrayResource(content.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public String getFilename() {
                return "notes.txt";
            }
        });
        return parts;
    }
}
