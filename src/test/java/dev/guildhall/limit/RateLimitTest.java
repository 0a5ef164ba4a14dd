package dev.guildhall.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.testing.Api.Answer;
import dev.guildhall.testing.Node;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/** Two nodes on one database that allow little; what comes without a word about its sender comes from the machine itself, and is not counted. */
class RateLimitTest {

    private static final int SOME = 10;
    private static final int MORE = 30;
    private static final int CLOSED = 403;

    private static Node a;
    private static Node b;

    @BeforeAll
    static void start() {
        var url = TestDatabase.newUrl();
        var settings = Map.of(
                "RATE_LIMIT_ADDRESS", "60",
                "RATE_LIMIT_USER", String.valueOf(MORE),
                "RATE_LIMIT_LOGIN", String.valueOf(SOME),
                "RATE_LIMIT_TELEGRAM", String.valueOf(SOME),
                "RATE_LIMIT_REFRESH", String.valueOf(SOME),
                "RATE_LIMIT_UPLOADS", "3",
                "RATE_LIMIT_MESSAGES", "4",
                "TELEGRAM_API_URL", "",
                "SLA_WATCH", "false",
                "SCORE_REFRESH", "false");
        a = Node.start(url, settings);
        b = Node.start(url, settings);
    }

    @AfterAll
    static void stop() {
        a.close();
        b.close();
    }

    @Test
    void attemptsFromOneNetworkAreCountedOverAllNodes() {
        var here = "198.51.100.1";
        for (int attempt = 0; attempt < SOME - 2; attempt++) {
            register(a, here).expect(CLOSED);
        }
        var onTheOther = new AtomicInteger();
        await().until(() ->
                onTheOther.incrementAndGet() > 0 && register(b, here).status() == 429);

        assertThat(onTheOther.get()).isLessThanOrEqualTo(SOME + 1);
        await().until(() -> register(a, here).status() == 429);
        register(a, "198.51.100.2").expect(CLOSED);
        register(b, "198.51.100.2").expect(CLOSED);
    }

    @Test
    void aRefusalSaysWhenToComeAgain() {
        var here = Map.of("X-Forwarded-For", "198.51.100.3", HttpHeaders.ACCEPT_LANGUAGE, "en");
        var refused = refused(() -> register(a, here));

        assertThat(refused.body().path("detail").asString()).startsWith("Too many requests. Please try again in ");
        assertThat(Integer.parseInt(Objects.requireNonNull(refused.headers().getFirst(HttpHeaders.RETRY_AFTER))))
                .isBetween(1, 120);
        assertThat(refused.headers().get("RateLimit-Policy"))
                .containsExactly("\"address\";q=60;w=60", "\"login\";q=10;w=60");
        assertThat(refused.headers().get("RateLimit")).element(1).asString().startsWith("\"login\";r=0;t=");
    }

    @Test
    void anIpv6NetworkIsOneCallerAndTheNextIsAnother() {
        for (int host = 1; host <= SOME; host++) {
            register(a, "2001:db8:0:1::" + host).expect(CLOSED);
        }
        register(a, "[2001:db8:0:1:ffff::1]:4711").expect(429);
        register(a, "2001:db8:0:2::1").expect(CLOSED);
    }

    @Test
    void signingInByTelegramAndRefreshingHaveLimitsOfTheirOwn() {
        var here = Map.of("X-Forwarded-For", "198.51.100.4");
        for (var path : List.of("/api/auth/telegram/", "/api/v1/auth/refresh/")) {
            var refused = refused(() -> a.api().send(HttpMethod.POST, path, null, Map.of(), here));
            assertThat(refused.headers().get("RateLimit")).hasSize(2);
        }
        register(a, here).expect(CLOSED);
    }

    @Test
    void aPersonIsLimitedWhereverTheyAre() {
        var client = a.api().client();
        var other = a.api().client();
        var refused = IntStream.range(0, MORE + 1)
                .mapToObj(number -> from("203.0.113." + number, client).status());

        assertThat(refused.filter(status -> status == 429)).hasSize(1);
        from("203.0.113.200", other).expect(200);
    }

    @Test
    void messagesAndUploadsHaveLimitsOfTheirOwn() {
        var client = a.api().client();
        var order = client.files();
        assertThat(refused(() -> client.act(order, "messages", Map.of("text", "Hello")))
                        .headers()
                        .get("RateLimit"))
                .element(1)
                .asString()
                .startsWith("\"messages\";r=0;");
        assertThat(refused(() -> client.act(order, "upload-payment-proof", Person.file("payment_proof", "proof.png")))
                        .headers()
                        .get("RateLimit"))
                .element(1)
                .asString()
                .startsWith("\"uploads\";r=0;");
        client.get("/appointments/" + order + "/messages/").expect(200);
    }

    @Test
    void aStreamCountsOnce() {
        var client = a.api().client();
        var before = remaining(client);
        try (var stream = a.api().watch(client, "/stream/?topics=user", null)) {
            assertThat(remaining(client)).isEqualTo(before - 2);
            assertThat(stream.frames()).isNotEmpty();
        }
    }

    @Test
    void aNetworkIsLimitedWhateverItAsksForButForHealth() {
        var here = Map.of("X-Forwarded-For", "198.51.100.5");
        var refused = refused(() -> a.api().send(HttpMethod.GET, "/api/auth/bootstrap-status/", null, null, here));

        assertThat(refused.headers().get("RateLimit-Policy")).containsExactly("\"address\";q=60;w=60");
        for (var path : List.of("/healthz", "/api/health/", "/api/v1/health", "/actuator/health/liveness")) {
            var told = a.api().send(HttpMethod.GET, path, null, null, here);
            told.expect(200);
            assertThat(told.headers().get("RateLimit")).isNull();
        }
    }

    private static int remaining(Person person) {
        var told = Objects.requireNonNull(person.get("/me/").headers().getFirst("RateLimit"));
        return Integer.parseInt(told.replaceAll(".*r=([0-9]+);.*", "$1"));
    }

    private static Answer refused(Supplier<Answer> request) {
        return IntStream.range(0, 100)
                .mapToObj(number -> request.get())
                .filter(answer -> answer.status() == 429)
                .findFirst()
                .orElseThrow();
    }

    private static Answer from(String address, Person person) {
        return a.api().send(HttpMethod.GET, "/api/me/", person.token(), null, Map.of("X-Forwarded-For", address));
    }

    private static Answer register(Node node, String address) {
        return register(node, Map.of("X-Forwarded-For", address));
    }

    /** Counts as an attempt to sign in, and is refused at once, because nobody may. */
    private static Answer register(Node node, Map<String, String> headers) {
        return node.api()
                .send(
                        HttpMethod.POST,
                        "/api/auth/register/",
                        null,
                        Map.of("username", "somebody", "password", "a password nobody has"),
                        headers);
    }
}
