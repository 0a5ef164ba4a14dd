package dev.guildhall.live;

import dev.guildhall.database.BackgroundConnections;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads the live log, on the connections of the node's own work. */
@Component
class LiveQueries {

    /** Lines of one feed in one go. */
    static final int PAGE = 200;

    /** How far sequences are, and before which transaction everything is decided. */
    private static final String HEADS = """
            SELECT w.topic, coalesce(t.head, 0), pg_snapshot_xmin(pg_current_snapshot())::text::bigint
              FROM (SELECT 1) AS once
              LEFT JOIN unnest($1::text[]) AS w (topic) ON true
              LEFT JOIN live_topic t USING (topic)""";

    private static final String SEQUENCES = """
            SELECT l.topic, l.seq, l.type, l.data, l.occurred_at
              FROM unnest($1::text[], $2::bigint[]) AS w (topic, seen)
             CROSS JOIN LATERAL (SELECT * FROM live_log x WHERE x.topic = w.topic AND x.seq > w.seen ORDER BY x.seq LIMIT $3) l
             ORDER BY l.topic, l.seq""";

    /** Only what no transaction can get in front of any more; and in every row, up to which transaction that is, and whether more is waiting. */
    private static final String SHARED = """
            SELECT s.topic, s.xid::text::bigint, s.id, s.type, s.data, s.occurred_at,
                   pg_snapshot_xmin(pg_current_snapshot())::text::bigint,
                   EXISTS (SELECT 1 FROM live_shared WHERE xid >= pg_snapshot_xmin(pg_current_snapshot()))
              FROM (SELECT 1) AS once LEFT JOIN (
                   SELECT * FROM live_shared
                    WHERE (xid, id) > ($1::text::xid8, $2) AND xid < pg_snapshot_xmin(pg_current_snapshot())
                    ORDER BY xid, id LIMIT $3) s ON true
             ORDER BY s.xid, s.id""";

    private static final String EVENTS = """
            SELECT 'events', e.xid::text::bigint, e.id, e.event_type, e.entity_type, e.entity_id, e.actor_id, a.username,
                   e.payload, e.created_at,
                   pg_snapshot_xmin(pg_current_snapshot())::text::bigint,
                   EXISTS (SELECT 1 FROM platform_event WHERE xid >= pg_snapshot_xmin(pg_current_snapshot()))
              FROM (SELECT 1) AS once LEFT JOIN (
                   SELECT * FROM platform_event
                    WHERE (xid, id) > ($1::text::xid8, $2) AND xid < pg_snapshot_xmin(pg_current_snapshot())
                    ORDER BY xid, id LIMIT $3) e ON true
              LEFT JOIN account a ON a.id = e.actor_id
             ORDER BY e.xid, e.id""";

    private final DatabaseClient database;
    private final JsonMapper json;

    LiveQueries(BackgroundConnections background, JsonMapper json) {
        this.database = DatabaseClient.create(background.factory());
        this.json = json;
    }

    /** How far each of the feeds is. */
    Mono<Map<String, Position>> heads(Collection<String> feeds) {
        var sequences = feeds.stream().filter(Position::isSequence).toArray(String[]::new);
        return database.sql(HEADS)
                .bind(0, sequences)
                .map(row -> new Head(row.get(0, String.class), row.get(1, Long.class), row.get(2, Long.class)))
                .all()
                .collectList()
                .map(heads -> toPositions(heads, feeds));
    }

    /** What comes after these positions, in the order of each feed. */
    Mono<Page> read(Map<String, Position> after) {
        var page = new Page();
        return Flux.concat(readSequences(after, page), readShared(after, page), readEvents(after, page))
                .then(Mono.just(page));
    }

    /** Of these sequences those that are further than that, and how far they are. */
    Mono<Map<String, Position>> behind(Map<String, Position> sequences) {
        return database.sql("SELECT t.topic, t.head FROM unnest($1::text[], $2::bigint[]) AS w (topic, seen)"
                        + " JOIN live_topic t ON t.topic = w.topic AND t.head > w.seen")
                .bind(0, sequences.keySet().toArray(String[]::new))
                .bind(1, ids(sequences))
                .map(row -> Map.entry(row.get(0, String.class), Position.of(row.get(1, Long.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Mono<Void> readSequences(Map<String, Position> after, Page page) {
        Map<String, Position> sequences = new HashMap<>();
        after.forEach((feed, position) -> {
            if (Position.isSequence(feed)) {
                sequences.put(feed, position);
            }
        });
        return sequences.isEmpty()
                ? Mono.empty()
                : database.sql(SEQUENCES)
                        .bind(0, sequences.keySet().toArray(String[]::new))
                        .bind(1, ids(sequences))
                        .bind(2, PAGE)
                        .map(this::toSequenceLine)
                        .all()
                        .collectList()
                        .doOnNext(page::addSequences)
                        .then();
    }

    private Mono<Void> readShared(Map<String, Position> after, Page page) {
        return readOrdered(SHARED, Position.SHARED, after, page, this::toSharedLine, 6);
    }

    private Mono<Void> readEvents(Map<String, Position> after, Page page) {
        return readOrdered(EVENTS, Topics.EVENTS, after, page, this::toEventLine, 10);
    }

    private Mono<Void> readOrdered(
            String sql,
            String feed,
            Map<String, Position> after,
            Page page,
            Function<Readable, LiveLine> mapper,
            int horizonAt) {
        var from = after.get(feed);
        return from == null
                ? Mono.empty()
                : database.sql(sql)
                        .bind(0, String.valueOf(from.transaction()))
                        .bind(1, from.id())
                        .bind(2, PAGE)
                        .map(row -> new Ordered(
                                row.get(1, Long.class) == null ? null : mapper.apply(row),
                                row.get(horizonAt, Long.class),
                                row.get(horizonAt + 1, Boolean.class)))
                        .all()
                        .collectList()
                        .doOnNext(lines -> page.addOrdered(feed, lines))
                        .then();
    }

    private LiveLine toSequenceLine(Readable row) {
        var topic = row.get(0, String.class);
        return new LiveLine(
                topic,
                topic,
                Position.of(row.get(1, Long.class)),
                row.get(2, String.class),
                json.readTree(row.get(3, Json.class).asArray()),
                row.get(4, Instant.class));
    }

    private LiveLine toSharedLine(Readable row) {
        return new LiveLine(
                Position.SHARED,
                row.get(0, String.class),
                new Position(row.get(1, Long.class), row.get(2, Long.class)),
                row.get(3, String.class),
                json.readTree(row.get(4, Json.class).asArray()),
                row.get(5, Instant.class));
    }

    /** The event as the API shows it. */
    private LiveLine toEventLine(Readable row) {
        var id = row.get(2, Long.class);
        ObjectNode event = json.createObjectNode()
                .put("id", id)
                .put("event_type", row.get(3, String.class))
                .put("entity_type", row.get(4, String.class))
                .put("entity_id", row.get(5, String.class))
                .put("actor", row.get(6, Long.class));
        if (row.get(7, String.class) != null) {
            event.put("actor_username", row.get(7, String.class));
        }
        var at = row.get(9, Instant.class);
        event.set("payload", json.readTree(row.get(8, Json.class).asArray()));
        event.set("created_at", json.valueToTree(at));
        return new LiveLine(
                Topics.EVENTS,
                Topics.EVENTS,
                new Position(row.get(1, Long.class), id),
                EventFrames.RECORDED,
                event,
                at);
    }

    private static Map<String, Position> toPositions(List<Head> heads, Collection<String> feeds) {
        Map<String, Position> positions = new HashMap<>();
        for (var head : heads) {
            if (head.topic() != null) {
                positions.put(head.topic(), Position.of(head.seq()));
            }
        }
        feeds.stream()
                .filter(feed -> !Position.isSequence(feed))
                .forEach(
                        feed -> positions.put(feed, Position.before(heads.get(0).horizon())));
        return positions;
    }

    private static Long[] ids(Map<String, Position> sequences) {
        return sequences.values().stream().map(Position::id).toArray(Long[]::new);
    }

    private record Head(@Nullable String topic, long seq, long horizon) {}

    private record Ordered(@Nullable LiveLine line, long horizon, boolean waiting) {}

    /**
     * What was read.
     *
     * @param full feeds of which there is more
     * @param waiting feeds of which there will be more in a moment
     * @param horizons of the feeds in the order of transactions: everything before that has been read, unless the feed is full
     */
    record Page(List<LiveLine> lines, Set<String> full, Set<String> waiting, Map<String, Position> horizons) {

        private Page() {
            this(new ArrayList<>(), new HashSet<>(), new HashSet<>(), new HashMap<>());
        }

        private void addSequences(List<LiveLine> found) {
            lines.addAll(found);
            found.stream().collect(Collectors.groupingBy(LiveLine::feed, Collectors.counting())).entrySet().stream()
                    .filter(feed -> feed.getValue() >= PAGE)
                    .map(Map.Entry::getKey)
                    .forEach(full::add);
        }

        private void addOrdered(String feed, List<Ordered> found) {
            found.stream().map(Ordered::line).filter(Objects::nonNull).forEach(lines::add);
            if (found.size() >= PAGE) {
                full.add(feed);
            } else {
                horizons.put(feed, Position.before(found.get(0).horizon()));
            }
            if (found.get(0).waiting()) {
                waiting.add(feed);
            }
        }
    }
}
