package dev.guildhall.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.database.GuildhallProcess;
import dev.guildhall.shared.Home;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.TestDatabase;
import dev.guildhall.testing.TestEnvironment;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A node that is told to stop while a thousand people are watching. */
class ShutdownTest {

    private static final int STREAMS = 1_000;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Test
    void everybodyIsToldAndItIsGoneInTime() throws Exception {
        var home = new Home(TestEnvironment.newHome());
        List<Socket> sockets = new ArrayList<>();
        try (var server = GuildhallProcess.start(home, Map.of("DATABASE_URL", TestDatabase.newUrl()))) {
            var client = Api.at(server.address()).client();
            for (var number = 0; number < STREAMS; number++) {
                sockets.add(watch(server, client.token()));
            }
            for (var socket : sockets) {
                assertThat(readUntil(socket, "event: ready")).contains("event: ready");
            }

            assertThat(server.stopsWithin(LIMIT)).isTrue();

            assertThat(server.log()).noneMatch(line -> line.contains(" ERROR ") || line.contains(" WARN "));
            var pauses = new HashSet<Integer>();
            for (var socket : sockets) {
                var end = readUntil(socket, "event: bye");
                assertThat(end).contains("event: bye", "\"shutdown\"");
                pauses.add(Integer.parseInt(end.replaceAll("(?s).*retry: (\\d+).*", "$1")));
            }
            assertThat(pauses).allMatch(pause -> pause >= 500 && pause <= 3_000).hasSizeGreaterThan(STREAMS / 10);
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    private static Socket watch(GuildhallProcess server, String token) throws IOException {
        var socket = server.connect();
        socket.setSoTimeout(30_000);
        socket.getOutputStream()
                .write(("GET /api/v1/stream/ HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    /** Everything up to the end of the piece with these words, or of the connection. */
    private static String readUntil(Socket socket, String words) throws IOException {
        var text = new StringBuilder();
        var piece = new byte[4_096];
        var size = 0;
        while (size >= 0 && text.indexOf(words) < 0) {
            size = socket.getInputStream().read(piece);
            text.append(new String(piece, 0, Math.max(0, size), StandardCharsets.UTF_8));
        }
        return text.toString();
    }
}
