package dev.guildhall.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.testing.Node;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The database goes away and comes back while people are watching. */
class DatabaseRestartTest {

    @Test
    void streamsGoOnWhenTheDatabaseIsBack() throws IOException {
        var data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "restarted-postgres-");
        var port = freePort();
        var server = start(data, port);
        var url = "postgresql://postgres:test@127.0.0.1:%d/postgres?sslmode=disable".formatted(port);
        try (var a = Node.start(url, Map.of());
                var b = Node.start(url, Map.of())) {
            var api = a.api();
            var client = api.client();
            var master = api.master();
            var order = client.files();
            master.takes(order);
            try (var watcher = b.api().watch(client, "/stream/?topics=appointment:" + order, null)) {
                master.says(order, "before");
                watcher.await("message.created");

                server.close();
                server = start(data, port);
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> master.act(order, "messages", Map.of("text", "after"))
                                        .status()
                                == 201);
                master.says(order, "later");

                watcher.await(frame -> frame.payload().path("text").asString().equals("later"));
                assertThat(watcher.data("message.created"))
                        .extracting(frame -> frame.payload().path("text").asString())
                        .startsWith("before")
                        .endsWith("after", "later");
                var seqs = watcher.data().stream().map(frame -> frame.seq()).toList();
                for (var i = 1; i < seqs.size(); i++) {
                    assertThat(seqs.get(i)).isEqualTo(seqs.get(i - 1) + 1);
                }
            }
        } finally {
            server.close();
        }
    }

    private static EmbeddedPostgres start(Path data, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data.toAbsolutePath())
                .setCleanDataDirectory(false)
                .setPort(port)
                .setOutputRedirector(Redirect.appendTo(new File("target/test-postgres.log")))
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .start();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
