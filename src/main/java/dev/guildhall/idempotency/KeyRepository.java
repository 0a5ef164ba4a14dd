package dev.guildhall.idempotency;

import dev.guildhall.database.BackgroundConnections;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The keys that were used, each with the answer it got. */
@Repository
class KeyRepository {

    private static final int BATCH = 10_000;

    private final DatabaseClient database;
    private final DatabaseClient background;

    KeyRepository(DatabaseClient database, BackgroundConnections background) {
        this.database = database;
        this.background = DatabaseClient.create(background.factory());
    }

    /**
     * Takes a key for the transaction, unless somebody has it at this moment. Nobody waits, and whoever dies lets go of it. A statement of
     * its own, so that the next one sees what the last holder has committed. The transaction may then be idle for as long as an upload takes
     * to be scanned, written anew and sent to a bucket, which is longer than others may.
     */
    Mono<Boolean> take(byte[] id) {
        return database.sql("SELECT pg_try_advisory_xact_lock($1)"
                        + " FROM set_config('idle_in_transaction_session_timeout', '3min', true)")
                .bind(0, ByteBuffer.wrap(id).getLong())
                .mapValue(Boolean.class)
                .one();
    }

    Mono<Kept> find(byte[] id, Instant now) {
        return database.sql("SELECT fingerprint, answer FROM idempotency_key WHERE id = $1 AND expires_at > $2")
                .bind(0, id)
                .bind(1, now)
                .map(row -> new Kept(row.get(0, byte[].class), row.get(1, byte[].class)))
                .one();
    }

    /** Keeps a key that is not kept, or has expired. */
    Mono<Void> keep(byte[] id, long account, Kept kept, Instant now, Instant expiresAt) {
        return database.sql("""
                        INSERT INTO idempotency_key (id, account_id, fingerprint, answer, created_at, expires_at)
                        VALUES ($1, $2, $3, $4, $5, $6)
                        ON CONFLICT (id) DO UPDATE SET fingerprint = excluded.fingerprint, answer = excluded.answer,
                               created_at = excluded.created_at, expires_at = excluded.expires_at""")
                .bind(0, id)
                .bind(1, account)
                .bind(2, kept.fingerprint())
                .bind(3, kept.answer())
                .bind(4, now)
                .bind(5, expiresAt)
                .then();
    }

    /** Deletes what has expired, some of it at a time; any number of nodes may do it at once. */
    Mono<Long> deleteExpired(Instant now) {
        return deleteSome(now)
                .expand(deleted -> deleted < BATCH ? Mono.empty() : deleteSome(now))
                .reduce(0L, Long::sum);
    }

    private Mono<Long> deleteSome(Instant now) {
        return background.sql("""
                        DELETE FROM idempotency_key WHERE id IN (
                            SELECT id FROM idempotency_key WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2
                               FOR UPDATE SKIP LOCKED)""").bind(0, now).bind(1, BATCH).fetch().rowsUpdated();
    }

    /**
     * What is kept of a request.
     *
     * @param fingerprint of what was sent
     * @param answer what was answered, sealed
     */
    record Kept(byte[] fingerprint, byte[] answer) {}
}
