package dev.guildhall.upkeep;

import dev.guildhall.database.BackgroundConnections;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Counts and deletes what has expired, some of it at a time, so that nobody waits for long and any number may do it at once. */
@Repository
class PurgeRepository {

    private static final int BATCH = 10_000;

    private final DatabaseClient database;

    PurgeRepository(BackgroundConnections background) {
        this.database = DatabaseClient.create(background.factory());
    }

    Mono<Long> count(Expiring kind, Instant now) {
        return database.sql("SELECT count(*) FROM " + kind.table() + " WHERE " + kind.column() + " < $1")
                .bind(0, now.minus(kind.grace()))
                .mapValue(Long.class)
                .one();
    }

    /** @return how many rows are gone, without those somebody else was deleting at the same time */
    Mono<Long> delete(Expiring kind, Instant now) {
        return deleteSome(kind, now)
                .expand(deleted -> deleted < BATCH ? Mono.empty() : deleteSome(kind, now))
                .reduce(0L, Long::sum);
    }

    /** A row that is being renewed at this moment is locked, and left alone. */
    private Mono<Long> deleteSome(Expiring kind, Instant now) {
        return database.sql("""
                        DELETE FROM $table WHERE ($key) IN (
                            SELECT $key FROM $table WHERE $column < $1 ORDER BY $column LIMIT $2 FOR UPDATE SKIP LOCKED)""".replace("$table", kind.table())
                        .replace("$key", kind.key())
                        .replace("$column", kind.column()))
                .bind(0, now.minus(kind.grace()))
                .bind(1, BATCH)
                .fetch()
                .rowsUpdated();
    }
}
