package dev.guildhall.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;

/** What was decided about a caller while their body was still on its way. */
@GuildhallTest
class SecondLookTest {

    private static final int PATIENCE_MILLIS = 20_000;

    @Autowired
    private Api api;

    @Autowired
    private ReactiveWebServerApplicationContext server;

    @Test
    void whoIsBannedInTheMiddleOfAMessageHasNotSentIt() throws IOException {
        var client = api.client();
        var order = client.files();

        var status =
                interrupted(client, "/appointments/" + order + "/messages/", "{\"text\": \"late\"}", () -> api.admin()
                        .post("/admin/users/" + client.id() + "/ban/", Map.of("reason", "enough"))
                        .expect(200));

        assertThat(status).contains(" 403 ");
        assertThat(api.admin().get("/appointments/" + order + "/messages/").expect(200))
                .isEmpty();
    }

    @Test
    void whoLosesTheirRoleInTheMiddleOfAPriceHasNotNamedIt() throws IOException {
        var master = api.master();
        var client = api.client();
        var order = client.files();
        master.takes(order);

        var status =
                interrupted(master, "/appointments/" + order + "/set-price/", "{\"total_price\": 10}", () -> api.admin()
                        .post("/admin/users/" + master.id() + "/role/", Map.of("role", "client"))
                        .expect(200));

        assertThat(status).contains(" 403 ");
        assertThat(client.sees(order).path("total_price").isNull()).isTrue();
    }

    /** Sends half of a body, has something happen, sends the rest; the first line of the answer. */
    private String interrupted(Person caller, String path, String body, Runnable event) throws IOException {
        var port = Objects.requireNonNull(server.getWebServer()).getPort();
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            var half = body.length() / 2;
            send(socket, """
                    POST /api/v1%s HTTP/1.1\r
                    Host: localhost\r
                    Authorization: Bearer %s\r
                    Content-Type: application/json\r
                    Content-Length: %d\r
                    \r
                    %s""".formatted(path, caller.token(), body.length(), body.substring(0, half)));
            // The server has the first half when it has answered a request that came after it.
            caller.me();
            event.run();
            send(socket, body.substring(half));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }
}
