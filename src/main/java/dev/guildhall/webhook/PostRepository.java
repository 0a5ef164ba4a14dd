package dev.guildhall.webhook;

import dev.guildhall.database.BackgroundConnections;
import dev.guildhall.outbox.Delivery;
import dev.guildhall.shared.Timestamps;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What is posted, and whether it gets through. */
@Repository
class PostRepository {

    private static final String FIND = """
            SELECT w.id, w.url, w.is_enabled, w.secret, w.previous_secret, w.overlap_until, w.failing_since IS NOT NULL,
                   e.id, e.event_type, e.entity_type, e.entity_id, e.actor_id, e.payload, e.created_at
              FROM webhook w LEFT JOIN platform_event e ON e.id = :event
             WHERE w.id = :webhook""";

    /** What else is due there waits for a moment: others need not wait behind an address that does not answer. */
    private static final String FAILED = """
            UPDATE webhook SET failing_since = coalesce(failing_since, :now), paused_until = :later
             WHERE id = :webhook RETURNING failing_since""";

    private final DatabaseClient database;
    private final JsonMapper json;

    PostRepository(BackgroundConnections background, JsonMapper json) {
        this.database = DatabaseClient.create(background.factory());
        this.json = json;
    }

    Mono<Post> find(Delivery delivery) {
        return database.sql(FIND)
                .bind("webhook", Parameter.fromOrEmpty(delivery.webhook(), Long.class))
                .bind("event", Parameter.fromOrEmpty(delivery.event(), Long.class))
                .map(row -> post(row, delivery))
                .one();
    }

    /** Writes nothing as long as all is well. */
    Mono<Void> noteSuccess(Post post) {
        return post.failing()
                ? database.sql("UPDATE webhook SET failing_since = NULL, paused_until = NULL WHERE id = :webhook")
                        .bind("webhook", post.webhook())
                        .then()
                : Mono.empty();
    }

    /** Since when nothing has got through. */
    Mono<Instant> noteFailure(Post post, Instant now, Duration pause) {
        return database.sql(FAILED)
                .bind("webhook", post.webhook())
                .bind("now", now)
                .bind("later", now.plus(pause))
                .map(row -> row.get(0, Instant.class))
                .one();
    }

    private Post post(Readable row, Delivery delivery) {
        var test = row.get(7, Long.class) == null;
        return new Post(
                row.get(0, Long.class),
                row.get(1, String.class),
                test || row.get(2, Boolean.class),
                row.get(3, byte[].class),
                row.get(4, byte[].class),
                row.get(5, Instant.class),
                row.get(6, Boolean.class),
                "msg_" + delivery.id(),
                test && delivery.message() != null ? delivery.message() : event(row));
    }

    /** The same whenever it is written. */
    private String event(Readable row) {
        var body = json.createObjectNode()
                .put("type", row.get(8, String.class))
                .put("timestamp", Timestamps.text(row.get(13, Instant.class)));
        var data = body.putObject("data")
                .put("id", row.get(7, Long.class))
                .put("entity_type", row.get(9, String.class))
                .put("entity_id", row.get(10, String.class))
                .put("actor", row.get(11, Long.class));
        data.set("payload", json.readTree(row.get(12, Json.class).asArray()));
        return json.writeValueAsString(body);
    }

    /**
     * Something to be posted.
     *
     * @param isWanted whether it still is
     * @param secret encrypted
     * @param previousSecret encrypted; null when there is none
     * @param failing whether the last one did not get through
     * @param id names the message: the same whenever it is sent
     */
    record Post(
            long webhook,
            String url,
            boolean isWanted,
            byte[] secret,
            byte @Nullable [] previousSecret,
            @Nullable Instant previousSecretUntil,
            boolean failing,
            String id,
            String body) {

        Optional<byte[]> previousSecretAt(Instant now) {
            return previousSecretUntil != null && now.isBefore(previousSecretUntil)
                    ? Optional.ofNullable(previousSecret)
                    : Optional.empty();
        }
    }
}
