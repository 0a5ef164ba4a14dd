package dev.guildhall.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.testing.Await;
import dev.guildhall.testing.Node;
import dev.guildhall.testing.TestDatabase;
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
import org.springframework.r2dbc.core.DatabaseClient;

/** The database goes away and comes back while people are watching. */
class DatabaseRestartTest {

    @Test
    void whoeverCannotBeToldWhatTheyHaveMissedIsSentAwayToComeBack() {
        try (var node = Node.start(TestDatabase.newUrl(), Map.of())) {
            var database = node.bean(DatabaseClient.class);
            var api = node.api();
            var client = api.client();
            var order = client.files();
            var topics = "/stream/?topics=appointment:" + order;
            String cursor;
            try (var watcher = api.watch(client, topics, null)) {
                cursor = watcher.frames().get(0).id();
            }
            client.says(order, "missed");
            Await.done(
                    database.sql("ALTER TABLE live_log RENAME TO live_log_away").then());

            try (var watcher = api.watch(client, topics, cursor)) {
                assertThat(watcher.await("bye").data().path("reason").asString())
                        .isEqualTo("unavailable");
                watcher.awaitEnd();
                assertThat(watcher.data()).isEmpty();
            }
            Await.done(
                    database.sql("ALTER TABLE live_log_away RENAME TO live_log").then());

            try (var watcher = api.watch(client, topics, cursor)) {
                watcher.await(frame -> frame.payload().path("text").asString("").equals("missed"));
            }
        }
    }

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
