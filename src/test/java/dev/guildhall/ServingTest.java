package dev.guildhall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.GuildhallTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/** What every answer has, whatever it says. */
@GuildhallTest
class ServingTest {

    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Test
    void tellsWhichBuildItIs() throws Exception {
        var info = JsonMapper.shared().readTree(get("/actuator/info").body());
        assertThat(info.at("/build/name").asString()).isEqualTo("Guildhall");
        assertThat(info.at("/build/version").asString()).isNotBlank();
        assertThat(info.at("/git/commit/id").asString("").length())
                .as("characters of the commit; outside of a checkout there is none")
                .isEqualTo(Files.exists(Path.of(".git")) ? 7 : 0);
    }

    @Test
    void compressesWhatIsLongForThoseWhoAccept() throws Exception {
        var plain = get("/api/schema/");
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(plain.body().length).isGreaterThan(2048);

        var compressed = get("/api/schema/", "Accept-Encoding", "gzip");
        assertThat(compressed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(compressed.body().length).isLessThan(plain.body().length / 2);
        assertThat(unzipped(compressed.body())).isEqualTo(plain.body());
    }

    @Test
    void sendsWhatIsShortAsItIs() throws Exception {
        var answer = get("/healthz", "Accept-Encoding", "gzip");
        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(answer.body()).asString().contains("\"ok\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "req-1.2_3", "0123456789012345678901234567890123456789012345678901234567890123"})
    void takesAHarmlessRequestIdOver(String id) throws Exception {
        assertThat(requestId(get("/healthz", "X-Request-Id", id))).isEqualTo(id);
        assertThat(requestId(get("/nowhere", "X-Request-Id", id))).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "two words",
                "a\tb",
                "a;b",
                "%0a",
                "<script>",
                "${jndi:ldap://x}",
                "\u00e9",
                "01234567890123456789012345678901234567890123456789012345678901234"
            })
    void makesANewRequestIdForOneThatIsNot(String id) throws Exception {
        assertThat(requestId(get("/healthz", "X-Request-Id", id))).matches(UUID);
    }

    @Test
    void givesEveryRequestAnIdOfItsOwn() throws Exception {
        assertThat(requestId(get("/healthz"))).matches(UUID).isNotEqualTo(requestId(get("/healthz")));
    }

    private static String requestId(HttpResponse<?> answer) {
        return answer.headers().firstValue("X-Request-Id").orElse("");
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static byte[] unzipped(byte[] bytes) throws IOException {
        try (var stream = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return stream.readAllBytes();
        }
    }
}
