package dev.guildhall.identity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The secrets of second steps. Every method is one statement. */
@Repository
class TotpRepository {

    private final DatabaseClient database;

    TotpRepository(DatabaseClient database) {
        this.database = database;
    }

    Mono<Stored> find(long account) {
        return database.sql("""
            SELECT secret, confirmed_at, coalesce(array_length(recovery_hashes, 1), 0) FROM totp
             WHERE account_id = :account\
            """)
                .bind("account", account)
                .map(row -> new Stored(row.get(0, byte[].class), row.get(1, Instant.class), row.get(2, Integer.class)))
                .one();
    }

    /** A secret that is still to be confirmed, in place of one that was not. Says whether it was kept: not when there is a confirmed one. */
    Mono<Boolean> propose(long account, byte[] secret, Instant now) {
        return changed(database.sql("""
            INSERT INTO totp (account_id, secret, last_step, recovery_hashes, created_at)
            VALUES (:account, :secret, 0, '{}', :now)
            ON CONFLICT (account_id) DO UPDATE SET secret = excluded.secret, created_at = excluded.created_at
             WHERE totp.confirmed_at IS NULL\
            """)
                .bind("account", account)
                .bind("secret", secret)
                .bind("now", now));
    }

    /** @return whether this very secret was still to be confirmed */
    Mono<Boolean> confirm(long account, byte[] secret, long step, List<String> recoveryHashes, Instant now) {
        return changed(database.sql("""
            UPDATE totp SET confirmed_at = :now, last_step = :step, recovery_hashes = :hashes
             WHERE account_id = :account AND secret = :secret AND confirmed_at IS NULL\
            """)
                .bind("account", account)
                .bind("secret", secret)
                .bind("step", step)
                .bind("hashes", recoveryHashes.toArray(String[]::new))
                .bind("now", now));
    }

    /** Uses a code up; of several at once, one succeeds. */
    Mono<Boolean> use(long account, long step) {
        return changed(
                database.sql("UPDATE totp SET last_step = :step WHERE account_id = :account AND last_step < :step")
                        .bind("account", account)
                        .bind("step", step));
    }

    /** Uses a recovery code up; of several at once, one succeeds. */
    Mono<Boolean> useRecovery(long account, String hash) {
        return changed(database.sql("""
            UPDATE totp SET recovery_hashes = array_remove(recovery_hashes, :hash)
             WHERE account_id = :account AND :hash = ANY(recovery_hashes)\
            """).bind("account", account).bind("hash", hash));
    }

    /** @return whether there was one that was confirmed */
    Mono<Boolean> delete(long account) {
        return database.sql("DELETE FROM totp WHERE account_id = :account RETURNING confirmed_at IS NOT NULL")
                .bind("account", account)
                .mapValue(Boolean.class)
                .one()
                .defaultIfEmpty(false);
    }

    private static Mono<Boolean> changed(DatabaseClient.GenericExecuteSpec statement) {
        return statement.fetch().rowsUpdated().map(rows -> rows == 1);
    }

    /**
     * What is stored of somebody.
     *
     * @param secret sealed
     * @param confirmedAt null until the first code
     * @param recoveryCodes how many are left
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Stored(byte[] secret, @Nullable Instant confirmedAt, int recoveryCodes) {}
}
