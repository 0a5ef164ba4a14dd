package dev.guildhall.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.shared.Home;
import dev.guildhall.testing.RawHttp;
import dev.guildhall.testing.TestEnvironment;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is logged of a request, here one that cannot be served because the database has died. */
class LogFormatTest {

    private static final String ID = "request-of-this-test";
    private static final String PATH = "/api/v1/auth/bootstrap-status/";

    @Test
    void aLineOfTextHasTheIdOfItsRequest() throws Exception {
        assertThat(linesAbout(ID, "text")).isNotEmpty().allSatisfy(line -> assertThat(line)
                .contains("[" + ID + "] "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecs", "logstash"})
    void aStructuredLineIsJsonWithTheIdOfItsRequest(String format) throws Exception {
        assertThat(linesAbout(ID, format)).isNotEmpty().allSatisfy(line -> {
            var json = JsonMapper.shared().readTree(line);
            assertThat(json.path("request_id").asString()).isEqualTo(ID);
            assertThat(json.path("message").asString()).contains("GET " + PATH);
            assertThat(json.has("@timestamp")).isTrue();
        });
    }

    /** Sends a request with this id, and gives the lines that tell of it. */
    private static List<String> linesAbout(String id, String format) throws Exception {
        try (var application =
                GuildhallProcess.start(new Home(TestEnvironment.newHome()), Map.of("LOG_FORMAT", format))) {
            application.loseDatabase();
            var reply = new RawHttp(application.port()).send("GET", PATH, Map.of("X-Request-Id", id), null);
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.headers()).containsEntry("x-request-id", id);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !about(application).isEmpty());
            if (!format.equals("text")) {
                assertThat(application.log())
                        .allSatisfy(line -> assertThat(isObject(line)).isTrue());
            }
            return about(application);
        }
    }

    private static List<String> about(GuildhallProcess application) throws IOException {
        return application.log().stream().filter(line -> line.contains(PATH)).toList();
    }

    private static boolean isObject(String line) {
        JsonNode json = JsonMapper.shared().readTree(line);
        return json.isObject();
    }
}
