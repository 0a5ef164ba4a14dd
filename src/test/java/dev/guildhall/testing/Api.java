package dev.guildhall.testing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.LinkedMultiValueMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Speaks to the application over HTTP like everybody else, and holds every answer against the API's description. People are new each
 * time, so that tests never meet.
 */
@TestComponent
public class Api {

    public static final String ADMIN = "test-admin";
    public static final String PASSWORD = "test-admin-password";

    private static final AtomicLong TELEGRAM_IDS = new AtomicLong(System.currentTimeMillis() * 1000);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Supplier<String> address;
    private @Nullable WebTestClient web;
    private @Nullable Person admin;

    @Autowired
    Api(ReactiveWebServerApplicationContext server) {
        this(() -> "http://localhost:"
                + Objects.requireNonNull(server.getWebServer()).getPort());
    }

    private Api(Supplier<String> address) {
        this.address = address;
    }

    /** The API of a server that runs elsewhere. */
    public static Api at(String address) {
        return new Api(() -> address);
    }

    /** Before a test puts other administrators into the database, which would close the first-run set-up. */
    @EventListener(ApplicationReadyEvent.class)
    void makeAdmin() {
        admin();
    }

    /** The administrator: made by the first-run set-up on an empty database, signed in otherwise. */
    public synchronized Person admin() {
        if (admin == null) {
            var credentials = Map.of("username", ADMIN, "password", PASSWORD);
            var made = send(HttpMethod.POST, "/api/v1/auth/bootstrap-admin/", null, credentials);
            admin = person(
                    made.status() == 200 ? made : send(HttpMethod.POST, "/api/v1/auth/login/", null, credentials));
        }
        return admin;
    }

    /** Somebody who has just signed in by Telegram for the first time. */
    public Person client() {
        return person(telegram(telegramLogin(TELEGRAM_IDS.incrementAndGet())));
    }

    /** An active master. */
    public Person master() {
        var someone = client();
        admin().post("/admin/users/" + someone.id() + "/role/", Map.of("role", "master", "is_master_active", true))
                .expect(200);
        return someone;
    }

    /** An admin of this kind, e.g. {@code support}. */
    public Person admin(String adminRole) {
        var someone = client();
        admin().post("/admin/users/" + someone.id() + "/role/", Map.of("role", "admin", "admin_role", adminRole))
                .expect(200);
        return someone;
    }

    public Answer telegram(Map<String, ?> login) {
        return send(HttpMethod.POST, "/api/v1/auth/telegram/", null, login);
    }

    /** Opens a stream, relative to {@code /api/v1}. */
    public Watcher watch(Person person, String path, @Nullable String cursor) {
        return Watcher.of(address.get(), person, path, cursor);
    }

    /** Where the server is, e.g. {@code http://localhost:8080}. */
    public String address() {
        return address.get();
    }

    /** What Telegram's widget would hand to the browser, signed. */
    public static Map<String, Object> telegramLogin(long telegramId) {
        return telegramLogin(telegramId, "Test");
    }

    /** The same, of somebody with this name. */
    public static Map<String, Object> telegramLogin(long telegramId, String firstName) {
        var fields = new TreeMap<String, Object>(Map.of(
                "id",
                telegramId,
                "first_name",
                firstName,
                "username",
                "tg" + telegramId,
                "auth_date",
                Instant.now().getEpochSecond()));
        fields.put("hash", signature(fields));
        return fields;
    }

    private static String signature(TreeMap<String, Object> fields) {
        var lines = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining("\n"));
        try {
            var key = MessageDigest.getInstance("SHA-256")
                    .digest(TestEnvironment.TELEGRAM_BOT_TOKEN.getBytes(StandardCharsets.UTF_8));
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(lines.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Sends a request.
     *
     * @param body what to send: a multi-value map as multipart, a text as it is, anything else as JSON, null for nothing
     */
    public Answer send(HttpMethod method, String path, @Nullable String token, @Nullable Object body) {
        return send(method, path, token, body, Map.of());
    }

    /** As {@link #send(HttpMethod, String, String, Object)}, with more headers. */
    public Answer send(
            HttpMethod method, String path, @Nullable String token, @Nullable Object body, Map<String, String> more) {
        var request = web().method(method).uri(path).headers(headers -> {
            headers.set(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE);
            more.forEach(headers::set);
            if (token != null) {
                headers.setBearerAuth(token);
            }
        });
        if (body instanceof LinkedMultiValueMap<?, ?> parts) {
            request.contentType(MediaType.MULTIPART_FORM_DATA).bodyValue(parts);
        } else if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(body instanceof String text ? text : JSON.writeValueAsString(body));
        }
        var result = request.exchange().expectBody().returnResult();
        return new Answer(
                method + " " + path,
                result.getStatus().value(),
                result.getResponseHeaders(),
                parse(result.getResponseBody()));
    }

    private synchronized WebTestClient web() {
        if (web == null) {
            web = WebTestClient.bindToServer()
                    .baseUrl(address.get())
                    .responseTimeout(Duration.ofSeconds(30))
                    .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(-1))
                    .filter(OpenApiContract.read().filter())
                    .build();
        }
        return web;
    }

    private Person person(Answer signedIn) {
        var body = signedIn.expect(200);
        return new Person(
                this,
                body.at("/user/id").asLong(),
                body.at("/user/username").asString(),
                body.path("access").asString());
    }

    private static JsonNode parse(byte @Nullable [] body) {
        try {
            return body == null || body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }

    /** What came back. */
    public record Answer(String request, int status, HttpHeaders headers, JsonNode body) {

        /** The body, if the status is this one. */
        public JsonNode expect(int expected) {
            if (status != expected) {
                throw new AssertionError(request + " answered " + status + " instead of " + expected + ": " + body);
            }
            return body;
        }
    }
}
