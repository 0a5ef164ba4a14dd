package dev.guildhall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.guildhall.shared.Home;
import dev.guildhall.shared.web.Access;
import dev.guildhall.shared.web.RouteTable;
import dev.guildhall.shared.web.RouteTable.Entry;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Multipart;
import dev.guildhall.testing.OpenApiContract;
import dev.guildhall.testing.OwnDatabase;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.RawHttp;
import dev.guildhall.testing.RawHttp.Reply;
import dev.guildhall.testing.TestEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Nonsense, sent to every route there is by everybody there is. The answer is a refusal in the shape of the contract, in the
 * caller's language, and nothing is written; never a failure of the server, and never silence.
 */
@GuildhallTest
@ContextConfiguration(initializers = BadInputTest.FewRows.class)
class BadInputTest {

    private static final String PREFIX = "/api/v1";
    private static final String JSON_TYPE = "application/json";
    private static final Sender NOBODY = new Sender("anybody", "");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final OpenApiContract CONTRACT = OpenApiContract.read();
    private static final String LONG = "x".repeat(20_000);
    /** Written by migrations, or by the node itself in its own time; and attempts at passwords, which are counted there when they fail. */
    private static final String[] NOT_WRITTEN_BY_REQUESTS = {
        "flyway_schema_history",
        "daily_metrics",
        "metrics_seal",
        "metrics_change",
        "audit_seal",
        "audit_unsealed",
        "sign_in_pause"
    };

    private static final Set<HttpMethod> WRITING =
            Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    @Autowired
    private Api api;

    @Autowired
    private RouteTable routes;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private ReactiveWebServerApplicationContext server;

    @Autowired
    private Home home;

    private final List<String> problems = new ArrayList<>();
    private RawHttp http;
    private Person client;
    private Person master;
    private Person analyst;
    private long priced;
    private long filed;
    private long completed;
    private long awaiting;
    private long flag;
    private long rule;
    private String everything;
    private String state;
    private String transaction = "";

    @BeforeEach
    void everybodyHasSomethingToLose() {
        http = new RawHttp(Objects.requireNonNull(server.getWebServer()).getPort());
        client = api.client();
        master = api.master();
        analyst = api.admin("analyst");
        filed = client.files();
        priced = client.files();
        master.takes(priced);
        master.says(priced, "Hello");
        awaiting = client.files();
        master.takes(awaiting);
        master.prices(awaiting, 1000);
        client.act(awaiting, "upload-payment-proof", Person.file("payment_proof", "proof.png"))
                .expect(200);
        completed = client.files();
        master.takes(completed);
        api.admin().setsStatus(completed, "COMPLETED");
        flag = madeByAdmin("/admin/feature-flags/", aFlag());
        rule = madeByAdmin("/admin/rules/", aRule());
        everything = Await.all(
                        database.sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND NOT tablename ="
                                        + " ANY(:own) ORDER BY 1")
                                .bind("own", NOT_WRITTEN_BY_REQUESTS)
                                .mapValue(String.class)
                                .all())
                .stream()
                .map("(SELECT '%1$s=' || count(*) || '/' || coalesce(sum(xmin::text::bigint), 0) FROM %1$s)"::formatted)
                .collect(Collectors.joining(", ", "SELECT concat_ws(' ', ", ")"));
        state = written();
    }

    @AfterEach
    void theShopKeepsNoNonsense() {
        api.admin()
                .put(
                        "/admin/system/settings/",
                        Map.of(
                                "bank_requisites",
                                "",
                                "crypto_requisites",
                                "",
                                "instructions",
                                "",
                                "sla_response_minutes",
                                15,
                                "sla_completion_hours",
                                24));
    }

    @Test
    void nonsenseInPaths() {
        var ids = Stream.of(
                        "abc",
                        "-1",
                        "1.5",
                        "0",
                        "9223372036854775807",
                        "9223372036854775808",
                        "9".repeat(1000),
                        "%00",
                        "1%00",
                        "%zz",
                        "1;x=y",
                        "%EF%BC%91",
                        "%ED%A0%80",
                        "%ff",
                        "..",
                        "%2e%2e%2f",
                        "1%2f2",
                        "{id}",
                        "1 ",
                        "%",
                        "1'--")
                .map(id -> id.replace(" ", "%20"))
                .toList();
        for (var route : v1().filter(route -> route.path().contains("{")).toList()) {
            for (var id : ids) {
                for (var caller : List.of(strongest(route), NOBODY)) {
                    var path = route.path().replaceAll("\\{[a-z]+}", Matcher.quoteReplacement(id));
                    expectRefusal(caller, route.method().name(), path, Map.of(), null);
                }
            }
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void nonsenseInQueries() {
        var names = List.of(
                "after_id",
                "status",
                "master",
                "client",
                "date_from",
                "date_to",
                "sla_breached",
                "due_before",
                "at",
                "role",
                "ordering",
                "min_score",
                "is_read",
                "event_type",
                "entity_type",
                "entity_id",
                "from",
                "to",
                "format",
                "expires",
                "signature",
                "user",
                "permission",
                "actor",
                "action",
                "entity",
                "limit",
                "before_id",
                "q",
                "count",
                "admin_role",
                "is_banned",
                "_t");
        var values = List.of(
                "abc",
                "%00",
                "%zz",
                "%",
                "-1",
                "1.5",
                "0x1",
                "99999999999999999999999",
                "2026-02-30",
                "%ED%A0%80",
                "%ff",
                "%C2%B2",
                "+",
                "2026-01-01%00",
                "-999999999-01-01",
                "%27%3B--",
                "x".repeat(2000));
        for (var route : v1().filter(route -> route.method() == HttpMethod.GET).toList()) {
            for (var value : values) {
                var query = names.stream().map(name -> name + "=" + value).collect(Collectors.joining("&"));
                for (var caller : List.of(strongest(route), NOBODY)) {
                    expectAnswer(
                            caller,
                            "GET",
                            place(route) + "?" + (query.length() > 3500 ? "after_id=" + value : query),
                            Map.of(),
                            null);
                }
            }
            for (var query :
                    List.of("", "&&&", "=", "=&=", "?", "after_id", "after_id=&after_id=", "a[]=1&a[b]=2", "%00=%00")) {
                expectAnswer(callers().get(0), "GET", place(route) + "?" + query, Map.of(), null);
            }
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void nonsenseInBodies() {
        var bodies = Map.ofEntries(
                Map.entry("nothing", ""),
                Map.entry("a list", "[]"),
                Map.entry("a text", "\"x\""),
                Map.entry("null", "null"),
                Map.entry("a number", "5"),
                Map.entry("half an object", "{\"text\": \"a"),
                Map.entry("a comma too many", "{\"text\": \"a\",}"),
                Map.entry("two objects", "{} {}"),
                Map.entry("single quotes", "{'text': 'a'}"),
                Map.entry("NaN", "{\"rating\": NaN}"),
                Map.entry("a deep list", "[".repeat(100_000)),
                Map.entry("a deep object", "{\"a\":".repeat(100_000)),
                Map.entry("a deep member", "{\"condition_json\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}"),
                Map.entry("a number without end", "{\"rating\": " + "9".repeat(5_000) + "}"),
                Map.entry("a NUL", "{\"text\": \"a\0b\"}"),
                Map.entry("a NUL all by itself", "\0"),
                Map.entry("more than 1 MB", "{\"text\": \"" + "x".repeat(1_100_000) + "\"}"));
        for (var route : writing()) {
            for (var caller : callers()) {
                bodies.forEach((what, body) ->
                        expectAnswer(caller, route.method().name(), place(route), type(JSON_TYPE), utf8(body)));
                expectAnswer(caller, route.method().name(), place(route), type(JSON_TYPE), new byte[] {
                    '{', '"', (byte) 0xff, '"', ':', '1', '}'
                });
            }
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void nonsenseAsContentTypes() {
        var types = List.of(
                "text/plain",
                "application/xml",
                "a/b/c",
                ";;",
                "",
                "json",
                "*/*",
                "application/json; charset=utf-16",
                "application/json; charset=nonsense",
                "application/x-www-form-urlencoded; charset=nonsense",
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=\"\"",
                "multipart/form-data; boundary=" + "b".repeat(2_000),
                "multipart/mixed; boundary=b",
                "multipart/form-data; boundary=frontier");
        var bodies = List.of("a=%zz&b=%00&%ff=1&=&&text", "--frontier\r\n");
        for (var route : writing()) {
            for (var type : types) {
                for (var body : bodies) {
                    expectAnswer(strongest(route), route.method().name(), place(route), type(type), utf8(body));
                }
            }
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void nonsenseInMultipartBodies() {
        var bodies = List.of(
                new Multipart().text("text", "a").open(),
                new Multipart().file("file", "a.png", new byte[0]).closed(),
                new Multipart().file("file", "a\0b.png", utf8("x")).closed(),
                new Multipart().file("file", "../../../etc/passwd", utf8("x")).closed(),
                new Multipart()
                        .file("photo_lock_screen", "x".repeat(5_000) + ".png", utf8("x"))
                        .closed(),
                new Multipart()
                        .file("payment_proof", "proof.png", utf8("<html><script>alert(1)</script>"))
                        .closed(),
                new Multipart().file("payment_proof", "proof", utf8("x")).open(),
                new Multipart()
                        .text("text", "\0")
                        .text("brand", "\0")
                        .text("rating", "\0")
                        .closed(),
                new Multipart().part("form-data", utf8("x")).closed(),
                new Multipart().part("attachment; filename=x", utf8("x")).closed(),
                new Multipart().part("nonsense\0", utf8("x")).closed(),
                new Multipart()
                        .part("form-data; name=\"" + LONG + "\"", utf8("x"))
                        .closed(),
                manyParts(2_000),
                new Multipart().text("text", "x".repeat(1_100_000)).closed());
        for (var route : writing()) {
            for (var body : bodies) {
                expectAnswer(strongest(route), route.method().name(), place(route), type(Multipart.TYPE), body);
            }
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void everyFieldIsNamedThatIsNonsense() {
        var nonsense = List.of("\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00\\ud800\"");
        var odd = List.of(
                "null",
                "true",
                "[]",
                "{}",
                "[null]",
                "[[]]",
                "{\"a\": {\"b\": null}}",
                "-1",
                "0",
                "1.5",
                "1e400",
                "-1e400",
                "1e-400",
                "99999999999999999999999",
                "9223372036854775807",
                "\"\"",
                "\" \"",
                "\"" + LONG + "\"",
                "\"" + "é".repeat(60_000) + "\"",
                "[\"\\u0000\"]",
                "{\"\\u0000\": 1}",
                "[1e400]",
                "[99999999999999999999999]",
                "[null" + ",null".repeat(200_000) + "]",
                "[{}" + ",{}".repeat(300_000) + "]",
                "[\"x\"" + ",\"x\"".repeat(250_000) + "]",
                "\"１\"",
                "\"\\u202e\\u0007\\u2028\"");
        everyField((route, field) -> {
            for (var value : nonsense) {
                var reply = expectAnswer(route, field, value);
                if (reply.status() != 400 || !fields(reply).equals(Set.of(field))) {
                    problem(route + " " + field + "=" + value, reply, "does not name the field");
                }
            }
        });
        everyField((route, field) -> {
            for (var value : odd) {
                var reply = expectAnswer(route, field, value);
                if (reply.status() == 400
                        && !Set.of(field, "detail", "non_field_errors").containsAll(fields(reply))) {
                    problem(route + " " + field + "=" + value, reply, "names another field");
                }
            }
        });
        assertThat(problems).isEmpty();
    }

    private void everyField(BiConsumer<String, String> check) {
        templates().forEach((route, template) -> template.keySet().forEach(field -> check.accept(route, field)));
    }

    /** To a body that is right but for this. */
    private Reply expectAnswer(String route, String field, String json) {
        var template = Objects.requireNonNull(templates().get(route));
        return expectAnswer(
                callerFor(route), method(route), path(route), type(JSON_TYPE), utf8(with(template, field, json)));
    }

    @Test
    void otherMethods() {
        for (var path : v1().map(this::place).distinct().toList()) {
            for (var method : List.of(
                    "PUT",
                    "PATCH",
                    "DELETE",
                    "TRACE",
                    "PROPFIND",
                    "FOO",
                    "get",
                    "CONNECT",
                    "OPTIONS",
                    "HEAD",
                    "GET",
                    "POST")) {
                var known = v1().anyMatch(route ->
                        place(route).equals(path) && (route.method().name().equals(method)));
                for (var caller : known ? List.<Sender>of() : List.of(callers().get(0), NOBODY)) {
                    expectAnswer(caller, method, path, Map.of(), null);
                }
            }
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void tokensThatAreNone() throws JOSEException {
        var now = Instant.now();
        var header = new JWSHeader(JWSAlgorithm.HS256);
        var right = new MACSigner(TestEnvironment.SECRET_KEY);
        var wrong = new MACSigner("another-key-of-the-same-length-as-the-right-one-0123456789abcdef");
        var tokens = Map.of(
                "expired", signed(header, claims("access", now.minusSeconds(5)), right),
                "forged", signed(header, claims("access", now.plusSeconds(60)), wrong),
                "unsigned", new PlainJWT(claims("access", now.plusSeconds(60))).serialize(),
                "refresh", signed(header, claims("refresh", now.plusSeconds(60)), right),
                "endless",
                        signed(
                                header,
                                new JWTClaimsSet.Builder(claims("access", now))
                                        .expirationTime(null)
                                        .build(),
                                right),
                "nobody's",
                        signed(
                                header,
                                new JWTClaimsSet.Builder(claims("access", now.plusSeconds(60)))
                                        .claim("user_id", "\0")
                                        .build(),
                                right),
                "a list",
                        signed(
                                header,
                                new JWTClaimsSet.Builder(claims("access", now.plusSeconds(60)))
                                        .claim("user_id", List.of(1))
                                        .build(),
                                right),
                "garbage", "a.b.c",
                "binary", "\u00ff\u00fe",
                "long", LONG.substring(0, 6_000));
        for (var route : v1().toList()) {
            tokens.forEach((what, token) -> {
                var reply = expectAnswer(
                        new Sender(what, token), route.method().name(), place(route), type(JSON_TYPE), utf8("{"));
                if (route.access() != Access.PUBLIC && reply.status() != 401) {
                    problem(what + " " + route, reply, "is let in");
                }
            });
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void nonsenseInHeaders() {
        var headers = List.of(
                Map.of("Accept", "garbage"),
                Map.of("Accept", "a/b/c;q=x, */*"),
                Map.of("Accept", "text/html"),
                Map.of("Accept", ""),
                Map.of("Accept-Language", "xx-;;q=9"),
                Map.of("Accept-Language", "*"),
                Map.of("Accept-Language", "x".repeat(3_000)),
                Map.of("Accept-Charset", "nonsense"),
                Map.of("Origin", "%%%"),
                Map.of("Origin", "null"),
                Map.of("Host", "evil.example:99999"),
                Map.of("Host", "a b"),
                Map.of("Host", ""),
                Map.of("X-Forwarded-For", "x, ::::, 999.1.1.1"),
                Map.of("X-Forwarded-Proto", "javascript"),
                Map.of("X-Forwarded-Host", "a b/c"),
                Map.of("X-Forwarded-Port", "abc"),
                Map.of("Forwarded", "for=;;;"),
                Map.of("X-Request-Id", "a\tb\u00e9" + "x".repeat(500)),
                Map.of("Range", "bytes=abc"),
                Map.of("Range", "bytes=9-1,0-0"),
                Map.of("If-Modified-Since", "yesterday"),
                Map.of("If-None-Match", "\""),
                Map.of("Cookie", "=;;refresh_token=;a"),
                Map.of("Cookie", "refresh_token=" + LONG.substring(0, 4_000)),
                Map.of("User-Agent", "\u00e9".repeat(1_000)),
                Map.of("Expect", "nonsense"),
                Map.of("Upgrade", "websocket", "Connection", "Upgrade"),
                Map.of("Content-Encoding", "gzip"),
                Map.of("Date", "x"),
                Map.of("Access-Control-Request-Method", "x y"));
        for (var route : v1().toList()) {
            for (var header : headers) {
                var all = new LinkedHashMap<>(header);
                all.putIfAbsent("Content-Type", JSON_TYPE);
                all.putIfAbsent("Connection", "close");
                expectAnswer(strongest(route), route.method().name(), place(route), all, utf8("["));
            }
        }
        assertThat(problems).isEmpty();
    }

    /** Refused by the server's codec, before there is a request; the body says so all the same. */
    @Test
    void nonsenseOnTheWire() {
        var bearer = "Authorization: Bearer " + client.token() + "\r\n";
        var post = "POST /api/v1/appointments/" + priced + "/messages/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + bearer;
        var requests = List.of(
                "nonsense\r\n\r\n",
                "GET\r\n\r\n",
                "GET /healthz\r\n\r\n",
                "GET /healthz HTTP/9.9\r\n\r\n",
                "GET healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET // HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET //evil.example/%2e%2e HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET http://evil.example/api/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET http://[/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /api/v1/me/? HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /api/v1/me/|\"<>\\^`{} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /api/v1/\u00e9\u0001 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /" + LONG + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX: " + LONG + "\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + "X: y\r\n".repeat(3_000) + "\r\n",
                "GET /healthz HTTP/1.1\r\nHost: x\r\nHost: y\r\nConnection: close\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nno colon\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: x\r\nX\0Y: z\r\nConnection: close\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: [::1\r\nConnection: close\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: x\r\nCookie: a=\u0001\r\nConnection: close\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: x\r\nAccept-Language: \u0001\r\nConnection: close\r\n\r\n",
                post + "Content-Length: -1\r\n\r\n",
                post + "Content-Length: abc\r\n\r\n",
                post + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                post + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
                post + "Transfer-Encoding: nonsense\r\n\r\n{}",
                post + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n",
                post + "Content-Type: multipart/form-data; boundary=b\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
        for (var request : requests) {
            var reply = http.send(request.getBytes(StandardCharsets.ISO_8859_1));
            var what = request.substring(0, Math.min(150, request.length()));
            if (reply.status() >= 500 || reply.body().equals(RawHttp.SILENCE)) {
                problem(what, reply, "is the server's fault");
            }
            if (reply.status() >= 400 && !isInShape("/api/", reply)) {
                problem(what, reply, "is not in shape");
            }
            if (reply.status() >= 400) {
                var line = what.lines().findFirst().orElseThrow().split(" ");
                expectDescribed(what, line[0], line.length > 1 ? line[1] : "", reply);
            }
            if (!reply.headers().containsKey("x-request-id")) {
                problem(what, reply, "has no request id");
            }
            expectNothingWritten(what, reply);
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void whatIsNoHttpIsRefusedInTheCallersLanguage() {
        var request = "GET /healthz HTTP/1.1\r\nHost: x\r\nAccept-Language: %s\r\nAccept: %s\r\nX\0Y: z\r\n\r\n";
        var plain = http.send(request.formatted("en", "*/*").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(plain.status()).isEqualTo(400);
        assertThat(isRussian(plain)).isFalse();

        var problem =
                http.send(request.formatted("ru", "application/problem+json").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(isProblem(problem)).isTrue();
        assertThat(isRussian(problem)).isTrue();
    }

    @Test
    void bodiesThatBreakOff() {
        var whole = new Multipart()
                .text("text", "half")
                .file("file", "half.png", new byte[100_000])
                .closed();
        for (var route : templates().keySet()) {
            for (var politely : List.of(true, false)) {
                for (var type : List.of(JSON_TYPE, Multipart.TYPE)) {
                    var headers = new LinkedHashMap<>(headers(callerFor(route), type(type)));
                    headers.put("Content-Length", String.valueOf(whole.length + 1_000));
                    http.sendAndLeave(RawHttp.bytes(method(route), path(route), headers, whole), politely);
                }
            }
        }
        assertThat(http.send("GET", "/healthz", Map.of(), null).status()).isEqualTo(200);
        expectNothingWritten("bodies that break off", new Reply(400, Map.of(), ""));
        assertThat(problems).isEmpty();
    }

    @Test
    void bodiesThatDrip() {
        var file = new Multipart().file("rating", "a.png", utf8("x")).text("text", "");
        var bodies = Map.of(
                "[]",
                JSON_TYPE,
                "{\"text\": 1, \"status\": 5, \"rating\": \"x\", \"brand\": \"\"}",
                JSON_TYPE,
                "a=%zz",
                "application/x-www-form-urlencoded",
                new String(file.closed(), StandardCharsets.UTF_8),
                Multipart.TYPE);
        for (var route : writing()) {
            bodies.forEach((body, type) -> {
                var caller = strongest(route);
                var what = caller.name + " " + route + " dripping " + body;
                var reply = http.drip(route.method().name(), place(route), headers(caller, type(type)), utf8(body));
                judge(what, route.path(), reply);
                expectNothingWritten(what, reply);
            });
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void problemDetailsForThoseWhoAccept() {
        for (var route : writing()) {
            for (var body : List.of("[", "[]", "{}")) {
                var headers = Map.of(
                        "Content-Type", JSON_TYPE, "Accept", "application/problem+json", "Accept-Language", "en");
                var reply =
                        http.send(route.method().name(), place(route), headers(strongest(route), headers), utf8(body));
                state = written();
                if (reply.status() >= 400 && !isProblem(reply)) {
                    problem(route + " " + body, reply, "is no problem detail");
                }
                expectDescribed(route + " " + body, route.method().name(), place(route), reply);
            }
        }
        for (var path : List.of("/nonsense", "/api/me/", "/api/v1/admin/users/")) {
            var reply = http.send(
                    "GET",
                    path,
                    headers(new Sender("client", client.token()), Map.of("Accept", "application/problem+json")),
                    null);
            if (reply.status() >= 400 && !isProblem(reply)) {
                problem(path, reply, "is no problem detail");
            }
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void inBothLanguages() {
        for (var route : writing()) {
            for (var body :
                    List.of("[", "[]", "{}", "{\"text\": 1, \"status\": 5, \"rating\": \"x\", \"brand\": \"\"}")) {
                for (var language : List.of("", "ru", "en", "en-GB", "de", "de, en;q=0.5", "ru;q=0.1, en")) {
                    var headers = new LinkedHashMap<>(type(JSON_TYPE));
                    if (!language.isEmpty()) {
                        headers.put("Accept-Language", language);
                    }
                    var reply =
                            expectAnswer(strongest(route), route.method().name(), place(route), headers, utf8(body));
                    if (reply.status() >= 400 && isRussian(reply) == language.contains("en")) {
                        problem(route + " " + body + " in " + language, reply, "is in the wrong language");
                    }
                }
            }
        }
        assertThat(problems).isEmpty();
    }

    private Reply expectRefusal(
            Sender caller, String method, String path, Map<String, String> headers, byte @Nullable [] body) {
        var reply = expectAnswer(caller, method, path, headers, body);
        if (reply.status() < 400 && !path.contains("..")) {
            problem(caller.name + " " + method + " " + path, reply, "is let in");
        }
        return reply;
    }

    /** Anything but a failure; and if it is a refusal, in the right shape and without effect. */
    private Reply expectAnswer(
            Sender caller, String method, String path, Map<String, String> headers, byte @Nullable [] body) {
        var reply = http.send(method, path, headers(caller, headers), body);
        var what = caller.name + " " + method + " " + path + " " + headers
                + (body == null ? "" : " " + new String(body, 0, Math.min(body.length, 60), StandardCharsets.UTF_8));
        judge(what, method.equals("HEAD") ? "" : path, reply);
        expectDescribed(what, method, path, reply);
        if (!method.equals("GET")) {
            expectNothingWritten(what, reply);
        }
        return reply;
    }

    /** @param path empty when the answer has no words */
    private void judge(String what, String path, Reply reply) {
        if (reply.status() == 0 || reply.status() >= 500) {
            problem(what, reply, "is the server's fault");
        }
        if (reply.status() >= 400 && !path.isEmpty() && !isInShape(path, reply)) {
            problem(what, reply, "is not in shape");
        }
    }

    private void expectDescribed(String what, String method, String target, Reply reply) {
        try {
            CONTRACT.check(method, target, reply);
        } catch (AssertionError difference) {
            problem(what, reply, "is not described: " + difference.getMessage());
        }
    }

    private void expectNothingWritten(String what, Reply reply) {
        var before = state;
        state = writtenSince();
        if (reply.status() >= 400 && !state.equals(before)) {
            problem(what, reply, "has written: " + before + " -> " + state);
        }
        if (!files("incoming").isEmpty()) {
            // That somebody has left is noticed a moment later.
            await().untilAsserted(() -> assertThat(files("incoming")).as(what).isEmpty());
        }
    }

    private void problem(String what, Reply reply, String complaint) {
        problems.add("%n%s: %d %s%n  %s"
                .formatted(
                        what.substring(0, Math.min(what.length(), 300)),
                        reply.status(),
                        reply.body().substring(0, Math.min(reply.body().length(), 300)),
                        complaint));
    }

    /** Whoever writes has a transaction with a number. Where there was none since, only files are looked at. */
    private String writtenSince() {
        var latest = Await.value(database.sql("SELECT pg_snapshot_xmax(pg_current_snapshot())::text")
                .mapValue(String.class)
                .one());
        var isSame = latest.equals(transaction);
        transaction = latest;
        return isSame ? state.substring(0, state.lastIndexOf('[')) + files("media") : written();
    }

    /** All rows of all tables by number and version: any insert, update or delete changes it, a lock does not. And all files. */
    private String written() {
        return Await.value(database.sql(everything).mapValue(String.class).one()) + " " + files("media");
    }

    private List<String> files(String folder) {
        var root = home.path().resolve(folder);
        if (Files.notExists(root)) {
            return List.of();
        }
        try (var files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException goneMeanwhile) {
            return files(folder);
        }
    }

    private long madeByAdmin(String path, Map<String, Object> fields) {
        return api.admin().post(path, fields).expect(201).path("id").asLong();
    }

    private Stream<Entry> v1() {
        return routes.entries().stream()
                .filter(route ->
                        route.path().startsWith(PREFIX + "/") || !route.path().startsWith("/api"));
    }

    private List<Entry> writing() {
        return v1().filter(route -> WRITING.contains(route.method())).toList();
    }

    private List<Sender> callers() {
        return List.of(
                new Sender("admin", api.admin().token()),
                new Sender("master", master.token()),
                new Sender("client", client.token()),
                NOBODY);
    }

    /** Who gets furthest with this route. */
    private Sender strongest(Entry route) {
        return callerFor(route.method() + " "
                + route.path().substring(Math.min(PREFIX.length(), route.path().length())));
    }

    private Sender callerFor(String route) {
        var callers = callers();
        if (route.contains("/admin/") || route.contains("/events") || route.startsWith("DELETE")) {
            return callers.get(0);
        }
        return Stream.of("set-price", "review-client", "take", "decline", "start", "complete", "/new", "/active")
                        .anyMatch(route::contains)
                ? callers.get(1)
                : callers.get(2);
    }

    /** The path of a route, to something that exists and is in the state the route asks for. */
    private String place(Entry route) {
        return route.path().startsWith(PREFIX + "/")
                ? path(route.method() + " " + route.path().substring(PREFIX.length()))
                : route.path().replace("{category}", "chat_files").replace("{name}", "x.png");
    }

    private String path(String route) {
        var path = route.substring(route.indexOf(' ') + 1);
        Supplier<Long> id = () -> path.contains("review-")
                        || path.matches(".*/(take|decline|start|complete|confirm-payment)/?")
                ? completed
                : path.contains("mark-paid") || path.contains("upload-payment-proof")
                        ? awaiting
                        : path.contains("/admin-role")
                                ? analyst.id()
                                : path.contains("/admin/users/")
                                        ? client.id()
                                        : path.contains("/admin/masters/")
                                                ? master.id()
                                                : path.contains("/admin/appointments/")
                                                        ? filed
                                                        : route.startsWith("DELETE")
                                                                ? Long.MAX_VALUE
                                                                : path.contains("feature-flags")
                                                                        ? flag
                                                                        : path.contains("rules") ? rule : priced;
        var plain = path.replace("{id}", String.valueOf(id.get()))
                .replace("{file}", "x.css")
                .replace("{date}", "2026-01-01")
                .replace("{metric}", "gmv_total")
                .replace("{table}", "account")
                .replace("{key}", "1")
                .replace("{session}", "6f1f3e0e-3a86-4a2f-9a46-1d7d8c0f7a51")
                .replace("{step}", "paid");
        return PREFIX + plain + (plain.endsWith("/") ? "" : "/");
    }

    private static String method(String route) {
        return route.substring(0, route.indexOf(' '));
    }

    /** What every writing route takes. */
    private Map<String, Map<String, Object>> templates() {
        var settings = Map.<String, Object>of(
                "bank_requisites",
                "a",
                "crypto_requisites",
                "b",
                "instructions",
                "c",
                "sla_response_minutes",
                15,
                "sla_completion_hours",
                24);
        var templates = new LinkedHashMap<String, Map<String, Object>>();
        templates.put("POST /appointments", Person.anAppointment());
        templates.put("POST /appointments/{id}/set-price", Map.of("total_price", 1000));
        templates.put("POST /appointments/{id}/mark-paid", Map.of("payment_method", "crypto"));
        templates.put("POST /appointments/{id}/messages", Map.of("text", "a"));
        templates.put("POST /appointments/{id}/read", Map.of("last_read_message_id", 1));
        templates.put("POST /appointments/{id}/review-master", Map.of("rating", 5, "comment", "a"));
        templates.put(
                "POST /appointments/{id}/review-client",
                Map.of("rating", 5, "comment", "a", "behavior_flags", List.of("weak_pc")));
        templates.put("POST /admin/appointments/{id}/set-status", Map.of("status", "NEW", "note", "a"));
        templates.put("POST /admin/appointments/{id}/assign", Map.of("master", 1));
        templates.put("POST /admin/users/{id}/ban", Map.of("reason", "a"));
        templates.put(
                "POST /admin/users/{id}/role",
                Map.of("role", "client", "is_master_active", false, "admin_role", "support"));
        templates.put("POST /admin/users/{id}/admin-role", Map.of("admin_role", "support"));
        var override = Map.<String, Object>of(
                "score",
                50,
                "reason",
                "a",
                "expires_at",
                Instant.now().plus(Duration.ofDays(1)).toString());
        templates.put("POST /admin/users/{id}/risk/override", override);
        templates.put("POST /admin/masters/{id}/score/override", override);
        templates.put("PUT /admin/system/settings", settings);
        templates.put("PATCH /admin/system/settings", settings);
        templates.put("POST /admin/system/run-action", Map.of("action", "check"));
        templates.put("POST /admin/feature-flags", aFlag());
        templates.put("PUT /admin/feature-flags/{id}", aFlag());
        templates.put("PATCH /admin/feature-flags/{id}", aFlag());
        templates.put("POST /admin/rules", aRule());
        templates.put("POST /admin/rules/simulate", Map.of("rule", aRule(), "last", 10));
        templates.put("PUT /admin/rules/{id}", aRule());
        templates.put("PATCH /admin/rules/{id}", aRule());
        templates.put("POST /notifications/mark-read", Map.of("notification_ids", List.of(1), "mark_all", false));
        templates.put(
                "POST /me/password", Map.of("current_password", "nothing", "new_password", "a long walk by the sea"));
        templates.put("POST /me/totp/begin", Map.of("password", "nothing"));
        templates.put("POST /me/totp/confirm", Map.of("code", "123456"));
        templates.put("POST /me/totp/disable", Map.of("password", "nothing", "code", "123456"));
        templates.put("POST /auth/refresh", Map.of("refresh", "nothing"));
        templates.put("POST /auth/login", Map.of("username", "nobody", "password", "nothing"));
        templates.put(
                "POST /auth/telegram",
                Map.of(
                        "id",
                        1,
                        "first_name",
                        "a",
                        "auth_date",
                        1,
                        "hash",
                        "0",
                        "last_name",
                        "a",
                        "username",
                        "a",
                        "photo_url",
                        "http://x.example/"));
        return templates;
    }

    private static Map<String, Object> aFlag() {
        return Map.of(
                "name",
                "flag " + UUID.randomUUID(),
                "is_enabled",
                false,
                "rollout_percentage",
                5,
                "scope",
                "global",
                "conditions",
                Map.of(),
                "users",
                List.of());
    }

    private static Map<String, Object> aRule() {
        return Map.of(
                "name",
                "rule " + UUID.randomUUID(),
                "is_active",
                false,
                "trigger_event_type",
                "test.never",
                "condition_json",
                Map.of(),
                "action_json",
                Map.of());
    }

    private static String with(Map<String, Object> template, String field, String json) {
        return template.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\": "
                        + (entry.getKey().equals(field) ? json : JSON.writeValueAsString(entry.getValue())))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static Map<String, String> headers(Sender caller, Map<String, String> headers) {
        var all = new LinkedHashMap<String, String>();
        if (!caller.token.isEmpty()) {
            all.put("Authorization", "Bearer " + caller.token);
        }
        all.putAll(headers);
        return all;
    }

    private static Map<String, String> type(String contentType) {
        return Map.of("Content-Type", contentType);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] manyParts(int amount) {
        var multipart = new Multipart();
        for (int i = 0; i < amount; i++) {
            multipart.text("text" + i, "x");
        }
        return multipart.closed();
    }

    private static Set<String> fields(Reply reply) {
        return json(reply)
                .filter(JsonNode::isObject)
                .map(body -> Set.copyOf(body.propertyNames()))
                .orElse(Set.of());
    }

    /** {@code {"detail"}}, a map of fields, or for take a bare list. */
    private static boolean isInShape(String path, Reply reply) {
        return json(reply)
                .map(body -> body.isArray()
                        ? path.matches(".*/take/?") && isTexts(body)
                        : body.path("detail").isString() || isFields(body))
                .orElse(false);
    }

    private static boolean isFields(JsonNode body) {
        return body.isObject()
                && !body.isEmpty()
                && body.valueStream()
                        .allMatch(field -> isTexts(field)
                                || field.isObject() && field.valueStream().allMatch(BadInputTest::isTexts));
    }

    private static boolean isTexts(JsonNode list) {
        return list.isArray()
                && !list.isEmpty()
                && list.valueStream()
                        .allMatch(text -> text.isString() && !text.asString().isBlank());
    }

    private static boolean isProblem(Reply reply) {
        return "application/problem+json".equals(reply.headers().get("content-type"))
                && json(reply)
                        .filter(body -> body.path("type").isString()
                                && body.path("title").isString()
                                && body.path("status").asInt() == reply.status()
                                && body.path("detail").isString()
                                && (!body.has("errors") || isFields(body.path("errors"))))
                        .isPresent();
    }

    private static boolean isRussian(Reply reply) {
        return reply.body()
                .codePoints()
                .anyMatch(unit -> Character.UnicodeScript.of(unit) == Character.UnicodeScript.CYRILLIC);
    }

    private static Optional<JsonNode> json(Reply reply) {
        try {
            return reply.body().isEmpty() ? Optional.empty() : Optional.of(JSON.readTree(reply.body()));
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    private JWTClaimsSet claims(String type, Instant expiry) {
        return new JWTClaimsSet.Builder()
                .claim("token_type", type)
                .claim("user_id", api.admin().id())
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(expiry.minusSeconds(60)))
                .expirationTime(Date.from(expiry))
                .build();
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, MACSigner signer) throws JOSEException {
        var jwt = new SignedJWT(header, claims);
        jwt.sign(signer);
        return jwt.serialize();
    }

    /** Who sends: an empty token is none. */
    private record Sender(String name, String token) {}

    /** A database of its own, with little in it, because all of it is looked at after each of thousands of requests. */
    static final class FewRows implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            new OwnDatabase().initialize(context);
        }
    }
}
