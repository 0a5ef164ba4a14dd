package dev.guildhall.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.guildhall.database.GuildhallProcess;
import dev.guildhall.shared.Home;
import dev.guildhall.testing.TestDatabase;
import dev.guildhall.testing.TestEnvironment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** An application that is told where spans go. */
class TracingTest {

    private static final String PATH = "/api/v1/auth/bootstrap-status";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    /** What was sent, as Latin-1: the protocol is binary, with texts in it as they are. */
    private final List<String> received = new CopyOnWriteArrayList<>();

    @Test
    void theSpansOfARequestArriveAndItsLogLinesNameTheTrace() throws Exception {
        var collector = collector();
        var database = TestDatabase.newUrl();
        var settings = Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://127.0.0.1:" + collector.getAddress().getPort(),
                "OTEL_BSP_SCHEDULE_DELAY",
                "100",
                "DATABASE_URL",
                database,
                "LOG_FORMAT",
                "ecs");
        try (var application = GuildhallProcess.start(new Home(TestEnvironment.newHome()), settings)) {
            breakAccounts(database);
            ask(application.address());

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> received.stream().anyMatch(spans -> spans.contains(trace()) && spans.contains(PATH)));
            assertThat(received).allMatch(spans -> spans.contains("service.name") && spans.contains("guildhall"));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> application.log().stream().anyMatch(TracingTest::tellsOfTheRequest));
            assertThat(application.log())
                    .filteredOn(TracingTest::tellsOfTheRequest)
                    .allSatisfy(line -> assertThat(JsonMapper.shared()
                                    .readTree(line)
                                    .path("traceId")
                                    .asString(""))
                            .isEqualTo(TRACE));
        } finally {
            collector.stop(0);
        }
    }

    private HttpServer collector() throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    /** So that the request fails, which is logged. */
    private static void breakAccounts(String databaseUrl) throws Exception {
        var url = URI.create(databaseUrl);
        var user = url.getUserInfo().split(":", 2);
        var address = "jdbc:postgresql://" + url.getAuthority().replaceFirst(".*@", "") + url.getPath();
        try (var connection = DriverManager.getConnection(address, user[0], user[1]);
                var statement = connection.createStatement()) {
            statement.execute("ALTER TABLE account RENAME TO account_elsewhere");
        }
    }

    private static void ask(String address) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(address + PATH))
                .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(500);
    }

    private static boolean tellsOfTheRequest(String line) {
        return line.contains("\"message\"") && line.contains(PATH);
    }

    private static String trace() {
        return new String(HexFormat.of().parseHex(TRACE), StandardCharsets.ISO_8859_1);
    }
}
