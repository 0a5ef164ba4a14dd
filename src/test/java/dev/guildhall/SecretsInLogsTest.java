package dev.guildhall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.guildhall.event.EventSink;
import dev.guildhall.event.UnitOfWork;
import dev.guildhall.identity.AccountService;
import dev.guildhall.identity.NewAdmin;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.Api.Answer;
import dev.guildhall.testing.Authenticator;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.SomethingHappened;
import dev.guildhall.testing.TestEnvironment;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;

/** Whatever is done, well or badly: what is secret is not in the log, however much of ours is logged. */
@GuildhallTest
class SecretsInLogsTest {

    private static final String WITNESS = "dev.guildhall.witness";

    @Autowired
    private Api api;

    @Autowired
    private AccountService accounts;

    @Autowired
    private UnitOfWork units;

    @Autowired
    private EventSink events;

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("dev.guildhall");
    private final Collected log = new Collected();
    private final List<String> secrets = new ArrayList<>();

    /** Short ones, which may be a part of anything: what they must not be is a word. */
    private final List<String> codes = new ArrayList<>();

    @BeforeEach
    void listen() {
        log.setContext(root.getLoggerContext());
        log.start();
        root.addAppender(log);
        ours.setLevel(Level.ALL);
    }

    @AfterEach
    void stopListening() {
        ours.setLevel(null);
        root.detachAppender(log);
    }

    @Test
    void holdNoneAfterALifeWithAllItsMistakes() {
        secrets.addAll(List.of(
                TestEnvironment.SECRET_KEY,
                TestEnvironment.TELEGRAM_BOT_TOKEN,
                TestEnvironment.METRICS_TOKEN,
                Api.PASSWORD));
        signInByPassword();
        signInByTelegram();
        signInByACode();
        order();
        tellAnotherSystem();
        measure();
        makeMistakes();
        LoggerFactory.getLogger(WITNESS).trace("The log is listened to");

        var said = log.lines();
        assertThat(said).anyMatch(line -> line.contains("The log is listened to"));
        assertThat(secrets).hasSizeGreaterThan(15).allSatisfy(secret -> assertThat(secret)
                .hasSizeGreaterThan(9));
        assertThat(said).allSatisfy(line -> assertThat(secrets).noneMatch(line::contains));
        assertThat(codes).hasSizeGreaterThan(3);
        assertThat(said).noneMatch(asAWord(codes).asPredicate());
    }

    private static Pattern asAWord(List<String> codes) {
        return Pattern.compile("(?<![0-9.])(" + String.join("|", codes) + ")(?![0-9])");
    }

    private void signInByPassword() {
        var name = "admin-" + UUID.randomUUID();
        var password = secret("a password " + UUID.randomUUID());
        var fresh = secret("another one " + UUID.randomUUID());
        Await.value(accounts.createAdmin(new NewAdmin(name, password, "", "")));
        post("/api/auth/login/", null, Map.of("username", name, "password", secret("wrong " + UUID.randomUUID())))
                .expect(401);
        var login = post("/api/auth/login/", null, Map.of("username", name, "password", password));
        var admin = signedIn(login);
        var refresh = cookies(login).get(0);
        admin.post("/me/password/", Map.of("current_password", password, "new_password", fresh))
                .expect(200);
        var renewed = post("/api/auth/refresh/", null, Map.of("refresh", refresh));
        secret(renewed.expect(200).path("access").asString());
        secret(renewed.body().path("refresh").asString());
        var cookie = Map.of(
                HttpHeaders.COOKIE,
                "refresh_token=" + renewed.body().path("refresh").asString());
        api.send(HttpMethod.POST, "/api/auth/refresh/", null, null, cookie).expect(200);
        api.send(HttpMethod.POST, "/api/auth/logout/", null, null, cookie).expect(200);
    }

    private void signInByTelegram() {
        var login = Api.telegramLogin(UUID.randomUUID().getMostSignificantBits() >>> 17);
        secret(String.valueOf(login.get("hash")));
        signedIn(api.telegram(login));
        var forged = new HashMap<>(login);
        forged.put("first_name", "Mallory");
        api.telegram(forged).expect(400);
    }

    /** Set up, shown wrong and right, used, and taken away again. */
    private void signInByACode() {
        var name = "admin-" + UUID.randomUUID();
        var password = secret("a password " + UUID.randomUUID());
        Await.value(accounts.createAdmin(new NewAdmin(name, password, "", "")));
        var admin = signedIn(post("/api/auth/login/", null, Map.of("username", name, "password", password)));
        var proposal =
                admin.post("/me/totp/begin/", Map.of("password", password)).expect(200);
        var app = new Authenticator(secret(proposal.path("secret").asString()));
        admin.post("/me/totp/confirm/", Map.of("code", code(wrong(app)))).expect(400);
        var recovery = admin.post("/me/totp/confirm/", Map.of("code", code(app.code(0))))
                .expect(200)
                .path("recovery_codes")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        recovery.forEach(this::secret);
        var login = Map.of("username", name, "password", password);
        post("/api/auth/login/", null, with(login, "totp", code(wrong(app)))).expect(400);
        post("/api/auth/login/", null, with(login, "totp", List.of(code(app.code(1)))))
                .expect(400);
        signedIn(post("/api/auth/login/", null, with(login, "totp", recovery.get(0))));
        post("/api/auth/login/", null, with(login, "totp", recovery.get(0))).expect(400);
        signedIn(post("/api/auth/login/", null, with(login, "totp", code(app.code(1)))));
    }

    private static String wrong(Authenticator app) {
        return app.code(7);
    }

    private static Map<String, Object> with(Map<String, String> some, String name, Object value) {
        var all = new HashMap<String, Object>(some);
        all.put(name, value);
        return all;
    }

    /** Nobody is there, so whatever is known about the request is at hand when it fails. */
    private void tellAnotherSystem() {
        var admin = api.admin();
        var happening = SomethingHappened.once();
        var address = "http://127.0.0.1:1/hook?key=" + secret("of-the-receiver-" + UUID.randomUUID());
        var made = admin.post("/admin/webhooks/", Map.of("url", address, "event_types", List.of(happening.type())))
                .expect(201);
        var webhook = "/admin/webhooks/" + made.at("/webhook/id").asLong() + "/";
        secretOfWebhook(made);
        secretOfWebhook(admin.post(webhook + "rotate-secret/").expect(200));
        Await.done(units.run(events.emit(happening)));
        await().until(() -> admin.get(webhook + "deliveries/")
                        .expect(200)
                        .path(0)
                        .path("attempts")
                        .asInt()
                > 0);
        admin.delete(webhook);
    }

    private void secretOfWebhook(JsonNode answer) {
        secret(answer.path("secret").asString().substring("whsec_".length()));
    }

    private void measure() {
        var plain = Map.of(HttpHeaders.ACCEPT, MediaType.TEXT_PLAIN_VALUE);
        for (var token : List.of(TestEnvironment.METRICS_TOKEN, secret("of-nobody-" + UUID.randomUUID()))) {
            api.send(HttpMethod.GET, "/actuator/prometheus", token, null, plain);
            api.send(HttpMethod.GET, "/actuator/prometheus?token=" + token, null, null, plain);
        }
    }

    private void order() {
        var client = api.client();
        secret(client.token());
        var order = client.files();
        api.master().takes(order);
        api.admin().post("/admin/appointments/" + order + "/set-status/", Map.of("status", "AWAITING_PAYMENT"));
        var proven = client.act(order, "upload-payment-proof", Person.file("payment_proof", "proof.png"))
                .expect(200);
        var link = URI.create(proven.path("payment_proof_url").asString());
        secret(link.getQuery());
        api.send(HttpMethod.GET, link.toString(), null, null).expect(200);
        var ticket = client.post("/stream/tickets/").expect(201).path("ticket").asString();
        try (var stream = api.watch(client, "/stream/?topics=user,appointment:" + order, null)) {
            client.says(order, secret("a private word " + UUID.randomUUID()));
            stream.await("message.created");
        }
        secret(ticket);
        api.send(HttpMethod.GET, "/api/v1/stream/?topics=nonsense&ticket=" + ticket, null, null);
    }

    /** Secrets where they do not belong. */
    private void makeMistakes() {
        var stray = secret("stray-" + UUID.randomUUID());
        api.send(HttpMethod.GET, "/api/me/", stray, null).expect(401);
        api.send(HttpMethod.GET, "/api/me/?ticket=" + stray, null, null).expect(401);
        api.send(HttpMethod.GET, "/api/nothing/?access_token=" + stray, null, null)
                .expect(404);
        api.send(HttpMethod.DELETE, "/api/auth/login/?password=" + stray, null, null)
                .expect(405);
        for (var body : List.of("{\"password\": \"" + stray, "[\"" + stray + "\"]", "\"" + stray + "\"", stray)) {
            post("/api/auth/login/", null, body).expect(400);
            post("/api/auth/refresh/", null, body).expect(400);
        }
        post("/api/auth/login/", null, Map.of("username", Map.of(stray, stray), "password", List.of(stray)))
                .expect(400);
        var typed = Map.of(HttpHeaders.CONTENT_TYPE, "text/plain");
        api.send(HttpMethod.POST, "/api/auth/login/", null, null, typed);
        post("/api/auth/refresh/", null, Map.of("refresh", stray)).expect(401);
        api.send(HttpMethod.POST, "/api/auth/logout/", null, null, Map.of(HttpHeaders.COOKIE, "refresh_token=" + stray))
                .expect(200);
    }

    private Answer post(String path, @Nullable String token, Object body) {
        return api.send(HttpMethod.POST, path, token, body);
    }

    /** Somebody with all that they were given. */
    private Person signedIn(Answer answer) {
        var body = answer.expect(200);
        var token = body.path("access").asString();
        secret(token);
        cookies(answer).forEach(this::secret);
        return new Person(
                api, body.at("/user/id").asLong(), body.at("/user/username").asString(), token);
    }

    private static List<String> cookies(Answer answer) {
        return Objects.requireNonNull(answer.headers().get(HttpHeaders.SET_COOKIE)).stream()
                .map(cookie -> cookie.replaceAll("^[^=]*=|;.*", ""))
                .toList();
    }

    private String code(String text) {
        codes.add(text);
        return text;
    }

    private String secret(String text) {
        secrets.add(text);
        return text;
    }

    /** Every line with its arguments and its trace. */
    private static final class Collected extends AppenderBase<ILoggingEvent> {

        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            var trace = event.getThrowableProxy();
            lines.add(event.getFormattedMessage() + " " + event.getMDCPropertyMap()
                    + (trace == null ? "" : ThrowableProxyUtil.asString(trace)));
        }

        private List<String> lines() {
            return List.copyOf(lines);
        }
    }
}
