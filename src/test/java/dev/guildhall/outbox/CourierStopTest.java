package dev.guildhall.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.database.PlainConnections;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.Node;
import dev.guildhall.testing.TestDatabase;
import dev.guildhall.webhook.Receiver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

/** A whole application that is stopped, with another system that takes its time. */
class CourierStopTest {

    private final String database = TestDatabase.newUrl();
    private final Receiver receiver = new Receiver().keepsWaiting();

    @Test
    void whatIsOnItsWayWhenTheApplicationStopsIsSentOnceAndWrittenDown() {
        try (var node = Node.start(database, Map.of("WEBHOOK_ALLOW_HTTP", "true", "WEBHOOK_ALLOW_PRIVATE", "true"))) {
            postsTo(receiver, node);
            receiver.posted(1);
            var tidying = node.bean(OutboxTidying.class);

            var stopped = CompletableFuture.runAsync(node::close);
            await().until(() -> !tidying.isRunning());
            receiver.answersAtLast();

            assertThat(stopped).succeedsWithin(Duration.ofSeconds(60));
        } finally {
            receiver.stop();
        }
        assertThat(deliveries()).containsExactly("sent 1");
        assertThat(receiver.count()).isEqualTo(1);
    }

    private static void postsTo(Receiver receiver, Node node) {
        var admin = node.api().admin();
        var webhook = admin.post("/admin/webhooks/", Map.of("url", receiver.url(), "event_types", List.of("none")))
                .expect(201)
                .at("/webhook/id")
                .asLong();
        admin.post("/admin/webhooks/" + webhook + "/test/").expect(201);
    }

    private Iterable<String> deliveries() {
        try (var connections = PlainConnections.at("DATABASE_URL", database).reactive()) {
            return Await.all(DatabaseClient.create(connections.factory())
                    .sql("SELECT state || ' ' || attempts FROM delivery")
                    .mapValue(String.class)
                    .all());
        }
    }
}
