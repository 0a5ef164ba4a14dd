package dev.guildhall.event;

import dev.guildhall.database.KeysetQueries;
import dev.guildhall.event.History.Stretch;
import dev.guildhall.shared.Slice;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads the event log. */
@Repository
public class EventQueries {

    private static final int PAGE = 200;

    private static final String LATEST = """
            SELECT e.id, e.event_type, e.entity_type, e.entity_id, e.actor_id, a.username, e.payload, e.created_at
              FROM platform_event e LEFT JOIN account a ON a.id = e.actor_id
             WHERE ($1::text IS NULL OR e.event_type = $1) AND ($2::text IS NULL OR e.entity_type = $2)
               AND ($3::text IS NULL OR e.entity_id = $3) AND ($4::bigint IS NULL OR e.actor_id = $4)
               AND ($5::text IS NULL OR a.username = $5)
               AND ($6::timestamptz IS NULL OR e.created_at >= $6) AND ($7::timestamptz IS NULL OR e.created_at < $7)""";

    private static final KeysetQueries NEWEST_FIRST = KeysetQueries.descending(KeysetQueries.number("e.id"));

    private static final String STORED = """
            SELECT id, event_type, entity_type, entity_id, actor_id, payload, facts, depth, created_at
              FROM platform_event WHERE id = ANY($1) ORDER BY id""";

    private static final String IN_STRETCH = """
             WHERE event_type = ANY($1) AND depth > 0 AND ($2::timestamptz IS NULL OR created_at >= $2)
               AND ($3::timestamptz IS NULL OR created_at < $3)""";

    static final String STRETCH =
            "SELECT coalesce(min(id), 0), coalesce(max(id), 0), count(*) FROM (SELECT id FROM platform_event "
                    + IN_STRETCH + " ORDER BY id DESC LIMIT $4) e";

    private static final String PAST =
            "SELECT id, event_type, entity_type, entity_id, actor_id, payload, facts, depth, created_at FROM platform_event "
                    + IN_STRETCH + " AND id > $4 AND id <= $5 ORDER BY id LIMIT $6";

    private final DatabaseClient database;
    private final JsonMapper json;

    EventQueries(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** Those that meet the filters, newest first: the latest 200, unless another slice is wanted. */
    public Flux<PlatformEvent> listLatest(Filter filter, Slice slice) {
        var part = NEWEST_FIRST.of(slice.ofAtMost(PAGE), 7);
        var query = database.sql(LATEST + part.condition() + part.end())
                .bind(0, Parameter.fromOrEmpty(filter.eventType().orElse(null), String.class))
                .bind(1, Parameter.fromOrEmpty(filter.entityType().orElse(null), String.class))
                .bind(2, Parameter.fromOrEmpty(filter.entityId().orElse(null), String.class))
                .bind(3, Parameter.fromOrEmpty(filter.actorId().orElse(null), Long.class))
                .bind(4, Parameter.fromOrEmpty(filter.actorName().orElse(null), String.class))
                .bind(5, Parameter.fromOrEmpty(filter.from().orElse(null), Instant.class))
                .bind(6, Parameter.fromOrEmpty(filter.until().orElse(null), Instant.class));
        return part.bind(query).map(this::toEvent).all();
    }

    /** Of what rules may look at: what happened in the original service is none of their business. */
    Flux<Long> listLatestIds(int count) {
        return database.sql("SELECT id FROM platform_event WHERE depth > 0 ORDER BY id DESC LIMIT $1")
                .bind(0, count)
                .mapValue(Long.class)
                .all();
    }

    /** The events with these ids, oldest first. */
    Flux<StoredEvent> listStored(List<Long> ids) {
        return database.sql(STORED)
                .bind(0, ids.toArray(Long[]::new))
                .map(this::toStored)
                .all();
    }

    Mono<Stretch> findStretch(Set<String> types, Optional<Instant> from, Optional<Instant> to, int most) {
        return database.sql(STRETCH)
                .bind(0, types.toArray(String[]::new))
                .bind(1, Parameter.fromOrEmpty(from.orElse(null), Instant.class))
                .bind(2, Parameter.fromOrEmpty(to.orElse(null), Instant.class))
                .bind(3, most)
                .map(row -> new Stretch(
                        types, from, to, row.get(0, Long.class), row.get(1, Long.class), row.get(2, Long.class)))
                .one();
    }

    /** Events of a stretch behind an id, oldest first. */
    Flux<StoredEvent> listPast(Stretch stretch, long after, int count) {
        return database.sql(PAST)
                .bind(0, stretch.types().toArray(String[]::new))
                .bind(1, Parameter.fromOrEmpty(stretch.from().orElse(null), Instant.class))
                .bind(2, Parameter.fromOrEmpty(stretch.to().orElse(null), Instant.class))
                .bind(3, after)
                .bind(4, stretch.last())
                .bind(5, count)
                .map(this::toStored)
                .all();
    }

    private PlatformEvent toEvent(Readable row) {
        return new PlatformEvent(
                row.get(0, Long.class),
                row.get(1, String.class),
                row.get(2, String.class),
                row.get(3, String.class),
                row.get(4, Long.class),
                row.get(5, String.class),
                json.readTree(row.get(6, Json.class).asArray()),
                row.get(7, Instant.class));
    }

    private StoredEvent toStored(Readable row) {
        return new StoredEvent(
                row.get(0, Long.class),
                row.get(1, String.class),
                row.get(2, String.class),
                row.get(3, String.class),
                row.get(4, Long.class),
                json.readTree(row.get(5, Json.class).asArray()),
                (ObjectNode) json.readTree(row.get(6, Json.class).asArray()),
                row.get(7, Integer.class),
                row.get(8, Instant.class));
    }

    /**
     * Which events somebody looks for; empty means any.
     *
     * @param actorName the user name of who did it, as it is now
     * @param from at or after
     * @param until before
     */
    public record Filter(
            Optional<String> eventType,
            Optional<String> entityType,
            Optional<String> entityId,
            Optional<Long> actorId,
            Optional<String> actorName,
            Optional<Instant> from,
            Optional<Instant> until) {}

    /** An event as it was stored, with its facts. */
    record StoredEvent(
            Long id,
            String eventType,
            String entityType,
            String entityId,
            @Nullable Long actorId,
            JsonNode payload,
            ObjectNode facts,
            int depth,
            Instant createdAt) {}

    /** An event as the log tells it. */
    public record PlatformEvent(
            Long id,
            String eventType,
            String entityType,
            String entityId,
            @Nullable Long actor,
            @Nullable String actorUsername,
            JsonNode payload,
            Instant createdAt) {}
}
