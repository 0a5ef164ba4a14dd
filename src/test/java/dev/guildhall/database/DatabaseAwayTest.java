package dev.guildhall.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.shared.Home;
import dev.guildhall.testing.RawHttp;
import dev.guildhall.testing.RawHttp.Reply;
import dev.guildhall.testing.TestEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An application whose database has died under it. */
class DatabaseAwayTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static GuildhallProcess application;
    private static RawHttp http;

    @BeforeAll
    static void losesItsDatabase() throws Exception {
        application = GuildhallProcess.start(new Home(TestEnvironment.newHome()));
        http = new RawHttp(application.port());
        assertThat(get("/healthz").status()).isEqualTo(200);
        assertThat(body(get("/api/health/")).at("/database/connected").asBoolean())
                .isTrue();
        assertThat(get("/actuator/health/readiness").status()).isEqualTo(200);
        whileItsDatabaseSaysNothing();
        application.loseDatabase();
        await().atMost(Duration.ofMinutes(1)).until(() -> get("/healthz").status() != 200);
    }

    /** One that is away refuses; from one that hangs there is no answer at all. */
    private static void whileItsDatabaseSaysNothing() throws Exception {
        application.suspendDatabase();
        var begin = System.nanoTime();
        var readiness = get("/actuator/health/readiness");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
        assertThat(readiness.status()).isEqualTo(503);
        assertThat(get("/actuator/health/liveness").status()).isEqualTo(200);
        application.resumeDatabase();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> get("/actuator/health/readiness").status() == 200);
    }

    @AfterAll
    static void stop() throws Exception {
        application.close();
    }

    @Test
    void itsHealthIsDegraded() {
        var brief = get("/healthz");
        assertThat(brief.status()).isEqualTo(503);
        assertThat(body(brief).path("status").asString()).isEqualTo("degraded");
        for (var path : new String[] {"/api/health/", "/api/v1/health/"}) {
            var health = get(path);
            assertThat(health.status()).isEqualTo(503);
            assertThat(body(health).path("status").asString()).isEqualTo("degraded");
            assertThat(body(health).at("/database/connected").asBoolean(true)).isFalse();
            assertThat(body(health).at("/database/error").asString())
                    .startsWith("database unavailable: ")
                    .doesNotContain("127.0.0.1");
        }
    }

    @Test
    void itIsAliveButNotReady() {
        var readiness = get("/actuator/health/readiness");
        assertThat(readiness.status()).isEqualTo(503);
        assertThat(body(readiness).path("status").asString()).isEqualTo("OUT_OF_SERVICE");
        var liveness = get("/actuator/health/liveness");
        assertThat(liveness.status()).isEqualTo(200);
        assertThat(body(liveness).path("status").asString()).isEqualTo("UP");
    }

    @Test
    void whoeverAsksIsToldToComeBack() {
        var refused = get("/api/v1/auth/bootstrap-status/");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.headers()).containsKey("retry-after");
        assertThat(body(refused).path("detail").asString()).isNotBlank();
    }

    /** Of an installation without METRICS_TOKEN. */
    @Test
    void nothingIsMeasuredForAnybody() {
        for (var headers : List.of(Map.<String, String>of(), Map.of("Authorization", "Bearer "))) {
            assertThat(http.send("GET", "/actuator/prometheus", headers, null).status())
                    .isEqualTo(404);
        }
    }

    private static JsonNode body(Reply reply) {
        return JSON.readTree(reply.body());
    }

    private static Reply get(String path) {
        return http.send("GET", path, Map.of(), null);
    }
}
