package dev.guildhall.bus;

import dev.guildhall.database.BackgroundConnections;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of what has changed. Its ids are not in commit order, so it is read by the transactions that wrote it. */
@Repository
class InvalidationRepository {

    /** All there is from a transaction on, and always the oldest transaction that may yet commit. */
    private static final String SINCE = """
            SELECT i.id, i.xid::text::bigint, i.kind, i.key, pg_snapshot_xmin(pg_current_snapshot())::text::bigint
              FROM (SELECT 1) AS once LEFT JOIN invalidation i ON i.xid >= $1::text::xid8
             ORDER BY i.id""";

    private final DatabaseClient database;
    private final DatabaseClient background;

    InvalidationRepository(DatabaseClient database, BackgroundConnections background) {
        this.database = database;
        this.background = DatabaseClient.create(background.factory());
    }

    Mono<Invalidation> insert(String kind, String key, Instant now) {
        return database.sql("INSERT INTO invalidation (kind, key, created_at) VALUES ($1, $2, $3)"
                        + " RETURNING id, xid::text::bigint, kind, key")
                .bind(0, kind)
                .bind(1, key)
                .bind(2, now)
                .map(InvalidationRepository::invalidation)
                .one();
    }

    /** The oldest transaction that may yet commit. */
    Mono<Long> horizon() {
        return background
                .sql("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
                .mapValue(Long.class)
                .one();
    }

    Flux<Line> listSince(long transaction) {
        return background
                .sql(SINCE)
                .bind(0, String.valueOf(transaction))
                .map(InvalidationRepository::line)
                .all();
    }

    Mono<Long> deleteBefore(Instant moment) {
        return database.sql("DELETE FROM invalidation WHERE created_at < $1")
                .bind(0, moment)
                .fetch()
                .rowsUpdated();
    }

    private static Line line(Readable row) {
        var invalidation = row.get(0, Long.class) == null ? null : invalidation(row);
        return new Line(invalidation, row.get(4, Long.class));
    }

    private static Invalidation invalidation(Readable row) {
        return new Invalidation(
                row.get(0, Long.class), row.get(1, Long.class), row.get(2, String.class), row.get(3, String.class));
    }

    /** Something cached has changed. */
    record Invalidation(long id, long transaction, String kind, String key) {}

    /**
     * A line of what was read.
     *
     * @param invalidation null when there is none
     * @param horizon the oldest transaction that may yet commit; the same in all lines
     */
    record Line(@Nullable Invalidation invalidation, long horizon) {}
}
