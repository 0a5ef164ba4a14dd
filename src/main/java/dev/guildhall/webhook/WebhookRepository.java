package dev.guildhall.webhook;

import dev.guildhall.database.KeysetQueries;
import dev.guildhall.shared.Slice;
import dev.guildhall.webhook.Webhook.Change;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Webhooks, and the log of what was sent to them. */
@Repository
class WebhookRepository {

    private static final int LATEST = 50;

    private static final KeysetQueries OLDEST_FIRST = KeysetQueries.ascending(KeysetQueries.number("id"));
    private static final KeysetQueries NEWEST_FIRST = KeysetQueries.descending(KeysetQueries.number("d.id"));

    private static final String SELECT = """
            SELECT id, url, description, event_types, is_enabled, failing_since, disabled_at,
                   CASE WHEN overlap_until > :now THEN overlap_until END, created_at, updated_at
              FROM webhook WHERE""";

    private static final String UPDATE = """
            UPDATE webhook SET url = coalesce(:url, url), description = coalesce(:description, description),
                   event_types = coalesce(:types, event_types), is_enabled = coalesce(:enabled, is_enabled),
                   failing_since = CASE WHEN :enabled THEN NULL ELSE failing_since END,
                   paused_until = CASE WHEN :enabled THEN NULL ELSE paused_until END,
                   disabled_at = CASE WHEN :enabled IS NULL THEN disabled_at END, updated_at = :now
             WHERE id = :id""";

    private static final String ROTATE = """
            UPDATE webhook SET previous_secret = secret, overlap_until = :until, secret = :secret, updated_at = :now
             WHERE id = :id""";

    private static final String DELIVERIES = """
            SELECT d.id, d.webhook_id, d.event_id, coalesce(e.event_type, 'webhook.test'), d.state, d.attempts, d.response_status,
                   d.response_text, d.duration_ms, d.failure, d.next_attempt_at, d.created_at, d.ended_at
              FROM delivery d LEFT JOIN platform_event e ON e.id = d.event_id WHERE d.webhook_id""";

    private static final String TEST = """
            INSERT INTO delivery (channel, occasion, webhook_id, message, created_at, next_attempt_at)
            SELECT 'webhook', :occasion, id, :message, :now, :now FROM webhook WHERE id = :webhook FOR KEY SHARE RETURNING id""";

    /** It has as many attempts as before its first. */
    private static final String REPLAY = """
            UPDATE delivery SET state = 'waiting', ended_at = NULL, next_attempt_at = :now, most_attempts = attempts + :attempts
             WHERE id = :id AND webhook_id IS NOT NULL AND state <> 'waiting'""";

    private static final String DELETE_DELIVERIES = """
            WITH gone AS (
                DELETE FROM delivery WHERE id IN (
                    SELECT id FROM delivery WHERE webhook_id = :webhook AND id > :after ORDER BY id LIMIT :most)
                RETURNING id
            )
            SELECT max(id) FROM gone HAVING count(*) > 0""";

    private final DatabaseClient database;

    WebhookRepository(DatabaseClient database) {
        this.database = database;
    }

    Flux<Webhook> list(Slice slice, Instant now) {
        var part = OLDEST_FIRST.of(slice);
        return part.bind(database.sql(SELECT + " true" + part.condition() + part.end())
                        .bind("now", now))
                .map(WebhookRepository::webhook)
                .all();
    }

    Mono<Webhook> find(long id, Instant now) {
        return database.sql(SELECT + " id = :id")
                .bind("id", id)
                .bind("now", now)
                .map(WebhookRepository::webhook)
                .one();
    }

    /** As {@link #find}; nobody else changes it before the transaction ends. Events are written down for it all the same. */
    Mono<Webhook> lock(long id, Instant now) {
        return database.sql(SELECT + " id = :id FOR NO KEY UPDATE")
                .bind("id", id)
                .bind("now", now)
                .map(WebhookRepository::webhook)
                .one();
    }

    /** The types of events of every webhook that is on; an empty list stands for all. */
    Flux<List<String>> listSubscriptions() {
        return database.sql("SELECT event_types FROM webhook WHERE is_enabled")
                .map(row -> List.of(row.get(0, String[].class)))
                .all();
    }

    Mono<Long> insert(Change content, byte[] secret, Instant now) {
        return bound(database.sql("""
                        INSERT INTO webhook (url, description, event_types, is_enabled, secret, created_at, updated_at)
                        VALUES (:url, coalesce(:description, ''), coalesce(:types, '{}'), coalesce(:enabled, true), :secret, :now, :now)
                        RETURNING id"""), content, now)
                .bind("secret", secret)
                .mapValue(Long.class)
                .one();
    }

    Mono<Long> update(long id, Change change, Instant now) {
        return bound(database.sql(UPDATE), change, now).bind("id", id).fetch().rowsUpdated();
    }

    /** @param until when the secret there was ceases to count */
    Mono<Long> rotate(long id, byte[] secret, Instant until, Instant now) {
        return database.sql(ROTATE)
                .bind("id", id)
                .bind("secret", secret)
                .bind("until", until)
                .bind("now", now)
                .fetch()
                .rowsUpdated();
    }

    /** Gives the number of changed rows, 0 or 1. */
    Mono<Long> switchOff(long id, Instant now) {
        return database.sql("UPDATE webhook SET is_enabled = false, disabled_at = :now WHERE id = :id AND is_enabled")
                .bind("id", id)
                .bind("now", now)
                .fetch()
                .rowsUpdated();
    }

    /** Deletes some of its log, and tells the last that is gone; nothing when there is none behind the one given. */
    Mono<Long> deleteDeliveries(long webhook, long after, int most) {
        return database.sql(DELETE_DELIVERIES)
                .bind("webhook", webhook)
                .bind("after", after)
                .bind("most", most)
                .mapValue(Long.class)
                .one();
    }

    /** With what is left of its log. */
    Mono<Long> delete(long id) {
        return database.sql("DELETE FROM webhook WHERE id = :id")
                .bind("id", id)
                .fetch()
                .rowsUpdated();
    }

    /** The latest 50, unless another slice is wanted. */
    Flux<WebhookDelivery> listDeliveries(long webhook, Optional<String> state, Slice slice) {
        var part = NEWEST_FIRST.of(slice.ofAtMost(LATEST));
        return part.bind(database.sql(DELIVERIES + " = :webhook AND (:state::text IS NULL OR d.state = :state)"
                                + part.condition() + part.end())
                        .bind("webhook", webhook)
                        .bind("state", Parameter.fromOrEmpty(state.orElse(null), String.class)))
                .map(WebhookRepository::delivery)
                .all();
    }

    Mono<WebhookDelivery> findDelivery(long id) {
        return database.sql(DELIVERIES + " IS NOT NULL AND d.id = :id")
                .bind("id", id)
                .map(WebhookRepository::delivery)
                .one();
    }

    /** Its id; nothing when there is no such webhook. */
    Mono<Long> insertTest(long webhook, String occasion, String message, Instant now) {
        return database.sql(TEST)
                .bind("webhook", webhook)
                .bind("occasion", occasion)
                .bind("message", message)
                .bind("now", now)
                .mapValue(Long.class)
                .one();
    }

    /** Gives the number of changed rows, 0 or 1: one that waits is none. */
    Mono<Long> replay(long id, int attempts, Instant now) {
        return database.sql(REPLAY)
                .bind("id", id)
                .bind("attempts", attempts)
                .bind("now", now)
                .fetch()
                .rowsUpdated();
    }

    private static DatabaseClient.GenericExecuteSpec bound(
            DatabaseClient.GenericExecuteSpec sql, Change change, Instant now) {
        var types = change.eventTypes();
        return sql.bind("url", Parameter.fromOrEmpty(change.url(), String.class))
                .bind("description", Parameter.fromOrEmpty(change.description(), String.class))
                .bind(
                        "types",
                        Parameter.fromOrEmpty(types == null ? null : types.toArray(String[]::new), String[].class))
                .bind("enabled", Parameter.fromOrEmpty(change.isEnabled(), Boolean.class))
                .bind("now", now);
    }

    private static Webhook webhook(Readable row) {
        return new Webhook(
                row.get(0, Long.class),
                row.get(1, String.class),
                row.get(2, String.class),
                List.of(row.get(3, String[].class)),
                row.get(4, Boolean.class),
                row.get(5, Instant.class),
                row.get(6, Instant.class),
                row.get(7, Instant.class),
                row.get(8, Instant.class),
                row.get(9, Instant.class));
    }

    private static WebhookDelivery delivery(Readable row) {
        return new WebhookDelivery(
                row.get(0, Long.class),
                row.get(1, Long.class),
                row.get(2, Long.class),
                row.get(3, String.class),
                row.get(4, String.class),
                row.get(5, Integer.class),
                row.get(6, Integer.class),
                row.get(7, String.class),
                row.get(8, Integer.class),
                row.get(9, String.class),
                row.get(10, Instant.class),
                row.get(11, Instant.class),
                row.get(12, Instant.class));
    }
}
