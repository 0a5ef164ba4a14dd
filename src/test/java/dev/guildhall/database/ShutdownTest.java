package dev.guildhall.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.shared.Home;
import dev.guildhall.testing.TestEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class ShutdownTest {

    private static final int TERMINATED = 128 + 15;

    @Test
    void letsARunningRequestEnd() throws Exception {
        var body = "{\"username\": \"nobody\", \"password\": \"nothing\"}";
        try (var application = GuildhallProcess.start(new Home(TestEnvironment.newHome()));
                var caller = application.connect()) {
            caller.setSoTimeout(60_000);
            var out = caller.getOutputStream();
            var in = caller.getInputStream();
            out.write(("POST /api/v1/auth/login/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: 100-continue\r\n"
                            + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            // The handler has begun to read.
            assertThat(in.readNBytes(21)).asString().isEqualTo("HTTP/1.1 100 Continue");

            application.terminate();
            await().atMost(Duration.ofSeconds(30)).until(() -> !accepts(application));
            out.write(body.getBytes(StandardCharsets.US_ASCII));

            assertThat(in.readAllBytes()).asString().contains("HTTP/1.1 401 ", "\"detail\"");
            assertThat(application.exitCode()).isEqualTo(TERMINATED);
        }
    }

    private static boolean accepts(GuildhallProcess application) {
        try (var connection = application.connect()) {
            return connection.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
