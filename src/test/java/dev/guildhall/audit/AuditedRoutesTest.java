package dev.guildhall.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.shared.web.RouteTable;
import dev.guildhall.shared.web.RouteTable.Entry;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.Api.Answer;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Calls every route for admins that changes something, newcomers included, with what it takes, and looks for the row. A body is the
 * example of the API's description unless there is a better one here; what a path is about is made here.
 */
@GuildhallTest
class AuditedRoutesTest {

    private static final String PREFIX = "/api/v1";

    /** Those that change nothing. */
    private static final List<String> LOOKING = List.of("POST /admin/rules/simulate");

    @Autowired
    private Api api;

    @Autowired
    private RouteTable routes;

    @Autowired
    private DatabaseClient database;

    private final Map<String, Supplier<Object>> bodies = new HashMap<>();
    private final Map<String, Supplier<Long>> places = new HashMap<>();
    private JsonNode description;
    private Person admin;

    @BeforeEach
    void thereIsSomethingToChange() throws IOException {
        admin = api.admin();
        description = YAMLMapper.shared()
                .readTree(new ClassPathResource("apidocs/openapi.yaml").getContentAsString(StandardCharsets.UTF_8));
        bodies.put("POST /admin/feature-flags", () -> Map.of("name", "flag " + UUID.randomUUID()));
        bodies.put("PUT /admin/feature-flags/{id}", () -> Map.of("name", "flag " + UUID.randomUUID()));
        bodies.put("PATCH /admin/feature-flags/{id}", () -> Map.of("rollout_percentage", 5));
        bodies.put("POST /admin/rules", AuditedRoutesTest::aRule);
        bodies.put("PUT /admin/rules/{id}", AuditedRoutesTest::aRule);
        bodies.put("PATCH /admin/rules/{id}", () -> Map.of("is_active", false));
        bodies.put(
                "POST /admin/appointments/{id}/assign",
                () -> Map.of("master", api.master().id()));
        bodies.put("POST /admin/system/run-action", () -> Map.of("action", "clearsessions"));

        bodies.put("POST /admin/webhooks", AuditedRoutesTest::aWebhookOfNobody);
        bodies.put("POST /admin/users/{id}/risk/override", AuditedRoutesTest::anOverride);
        bodies.put("POST /admin/masters/{id}/score/override", AuditedRoutesTest::anOverride);

        places.put("/admin/appointments/", () -> api.client().files());
        places.put(
                "/admin/users/{id}/risk/override",
                () -> overridden("/admin/users/", api.client().id(), "/risk/override/"));
        places.put(
                "/admin/masters/{id}/score/override",
                () -> overridden("/admin/masters/", api.master().id(), "/score/override/"));
        places.put("/admin/appointments/{id}/confirm-payment", this::paidOrder);
        places.put("/admin/users/", () -> api.client().id());
        places.put("/admin/users/{id}/admin-role", () -> api.admin("analyst").id());
        places.put("/admin/masters/", () -> api.master().id());
        places.put(
                "/admin/feature-flags/",
                () -> made("/admin/feature-flags/", Map.of("name", "flag " + UUID.randomUUID())));
        places.put("/admin/rules/", () -> made("/admin/rules/", aRule()));
        places.put("/admin/webhooks/", this::aWebhook);
        places.put("/admin/webhooks/deliveries/{id}/replay", this::aDelivery);
    }

    @Test
    void everyRouteLeavesARow() {
        var walked = changing().toList();

        assertThat(walked).hasSizeGreaterThan(15);
        assertThat(walked)
                .allSatisfy(route -> assertThat(rowsOf(route)).as(name(route)).isNotEmpty());
    }

    @Test
    void everyRouteSaysWhatItDidAndNotOnlyThatItWasCalled() {
        assertThat(changing()).allSatisfy(route -> assertThat(rowsOf(route))
                .as(name(route) + ": note it, see docs/audit.md")
                .allMatch(row -> !row.path("action").asString().contains("/")));
    }

    private Stream<Entry> changing() {
        return routes.entries().stream()
                .filter(route -> route.path().startsWith(PREFIX + "/"))
                .filter(route -> route.access().isForAdmins())
                .filter(route -> route.method() != HttpMethod.GET)
                .filter(route -> !LOOKING.contains(name(route)));
    }

    private List<JsonNode> rowsOf(Entry route) {
        var answer = call(route);
        assertThat(answer.status())
                .as("%s: %s. Tell this test what the route takes.", answer.request(), answer.body())
                .isBetween(200, 299);
        var requestId = answer.headers().getFirst("X-Request-Id");
        return admin.get("/admin/audit/?request_id=" + requestId)
                .expect(200)
                .valueStream()
                .toList();
    }

    private Answer call(Entry route) {
        var path = name(route).substring(name(route).indexOf(' ') + 1);
        var place = path.contains("{id}") ? path.replace("{id}", String.valueOf(place(path))) : path;
        return api.send(route.method(), PREFIX + place + "/", admin.token(), body(route));
    }

    private long place(String path) {
        return Optional.ofNullable(places.get(path))
                .or(() -> places.entrySet().stream()
                        .filter(place -> place.getKey().endsWith("/") && path.startsWith(place.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst())
                .orElseThrow(() -> new AssertionError(path + ": tell this test what to call it for"))
                .get();
    }

    private @Nullable Object body(Entry route) {
        var own = bodies.get(name(route));
        return own != null ? own.get() : example(route);
    }

    /** The first example of the body, if the route takes one. */
    private @Nullable Object example(Entry route) {
        var path = route.path().substring(PREFIX.length()) + "/";
        var content = description
                .path("paths")
                .path(path)
                .path(route.method().name().toLowerCase(Locale.ROOT))
                .path("requestBody")
                .path("content")
                .path("application/json");
        var reference = content.path("schema").path("$ref").asString("");
        var schema = reference.isEmpty() ? content.path("schema") : description.at(reference.substring(1));
        var example = content.has("example")
                ? content.path("example")
                : schema.path("examples").path(0);
        return example.isMissingNode() ? null : example.toString();
    }

    private long paidOrder() {
        var client = api.client();
        var master = api.master();
        var order = client.files();
        master.takes(order);
        master.prices(order, 1000);
        client.pays(order);
        return order;
    }

    private long overridden(String before, long account, String after) {
        admin.post(before + account + after, anOverride()).expect(200);
        return account;
    }

    private static Map<String, Object> anOverride() {
        var until = Instant.now().plus(Duration.ofDays(1)).toString();
        return Map.of("score", 10, "reason", "Known from the old shop", "expires_at", until);
    }

    private long made(String path, Map<String, Object> body) {
        return admin.post(path, body).expect(201).path("id").asLong();
    }

    /** For what never happens, so that nothing is posted but tests; nobody is there. */
    private static Map<String, Object> aWebhookOfNobody() {
        return Map.of("url", "http://127.0.0.1:9/hook", "event_types", List.of("test.never"));
    }

    private long aWebhook() {
        return admin.post("/admin/webhooks/", aWebhookOfNobody())
                .expect(201)
                .path("webhook")
                .path("id")
                .asLong();
    }

    /** One that is over: its webhook was switched off before it was sent. */
    private long aDelivery() {
        return Await.value(
                database.sql("""
                        INSERT INTO delivery (channel, occasion, webhook_id, message, state, created_at, ended_at)
                        VALUES ('webhook', 'test:' || gen_random_uuid(), $1, '{}', 'dropped', now(), now()) RETURNING id""").bind(0, aWebhook()).mapValue(Long.class).one());
    }

    /** Of something that never happens, so that it runs for nobody. */
    private static Map<String, Object> aRule() {
        return Map.of("name", "rule " + UUID.randomUUID(), "trigger_event_type", "test.never");
    }

    private static String name(Entry route) {
        return route.method() + " " + route.path().substring(PREFIX.length());
    }
}
