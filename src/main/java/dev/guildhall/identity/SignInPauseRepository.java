package dev.guildhall.identity;

import dev.guildhall.database.BackgroundConnections;
import io.r2dbc.spi.Parameters;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Attempts that are counted together. Every method is one statement, outside of any transaction of a request, and locks the row of a place before
 * that of anywhere: otherwise they would wait for each other.
 */
@Repository
class SignInPauseRepository {

    private static final Duration LONGEST = Duration.ofHours(1);

    /**
     * The row tells whether this attempt is listened to; one that is not changes nothing else. Of several at once the one that comes last may have
     * begun first, so where there is no pause there is no moment of now either.
     */
    private static final String COUNTED = """
        ON CONFLICT (key) DO UPDATE
           SET attempts = CASE WHEN p.paused_until > :now THEN p.attempts
                               WHEN p.latest_at < :forgotten THEN 1
                               ELSE p.attempts + 1 END,
               paused_until = CASE WHEN p.paused_until > :now THEN p.paused_until
                                   WHEN p.latest_at < :forgotten OR p.attempts + 1 < %1$d THEN 'epoch'
                                   ELSE :now + make_interval(secs => least(%2$d * 2 ^ least(p.attempts + 1 - %1$d, 20), %3$d)) END,
               latest_at = CASE WHEN p.paused_until > :now THEN p.latest_at ELSE :now END,
               is_admitted = p.paused_until <= :now
        RETURNING is_admitted, paused_until\
        """.replace(":now", ":now::timestamptz");

    private static final String COUNT = """
        WITH place AS (
            INSERT INTO sign_in_pause AS p (key, attempts, latest_at, paused_until, is_admitted)
            VALUES (:place, 1, :now::timestamptz, 'epoch', true)
            %s
        ), anywhere AS (
            INSERT INTO sign_in_pause AS p (key, attempts, latest_at, paused_until, is_admitted)
            SELECT :anywhere::bytea, 1, :now::timestamptz, 'epoch'::timestamptz, true
              FROM place
             WHERE is_admitted AND :anywhere::bytea IS NOT NULL
               AND NOT EXISTS (SELECT FROM account a JOIN login_session s ON s.account_id = a.id
                                WHERE a.username = :username AND s.address = :address AND s.address <> ''
                                  AND s.expires_at > :now::timestamptz)
            %s
        )
        SELECT (SELECT is_admitted FROM place), (SELECT count(*) FROM anywhere), (
               SELECT max(paused_until) FROM (SELECT * FROM place UNION ALL SELECT * FROM anywhere) counted WHERE NOT is_admitted)\
        """.formatted(
            COUNTED.formatted(SignInThrottle.MOST_ATTEMPTS, SignInThrottle.WINDOW.toSeconds(), LONGEST.toSeconds()),
            COUNTED.formatted(
                    SignInThrottle.MOST_FROM_ANYWHERE,
                    SignInThrottle.PAUSE_ANYWHERE.toSeconds(),
                    SignInThrottle.PAUSE_ANYWHERE.toSeconds()));

    private final DatabaseClient database;
    private final DatabaseClient background;

    SignInPauseRepository(DatabaseClient database, BackgroundConnections background) {
        this.database = database;
        this.background = DatabaseClient.create(background.factory());
    }

    /**
     * Counts an attempt at its place, and if that is none of the owner's, among those from anywhere.
     *
     * @param anywhere null when these are not counted
     */
    Mono<Verdict> count(byte[] place, byte @Nullable [] anywhere, String username, String address, Instant now) {
        return database.sql(COUNT)
                .bind("place", place)
                .bind("anywhere", anywhere == null ? Parameters.in(byte[].class) : Parameters.in(anywhere))
                .bind("username", username)
                .bind("address", address)
                .bind("now", now)
                .bind("forgotten", SignInThrottle.forgottenBefore(now))
                .map(row ->
                        new Verdict(row.get(0, Boolean.class), row.get(1, Long.class) > 0, row.get(2, Instant.class)))
                .one();
    }

    /**
     * Counts an attempt in a window that begins with the first.
     *
     * @return when the window ends; empty if this attempt is listened to
     */
    Mono<Instant> countInWindow(byte[] key, Instant now) {
        return database.sql("""
            INSERT INTO sign_in_pause AS p (key, attempts, latest_at, paused_until, is_admitted)
            VALUES (:key, 1, :now, 'epoch', true)
            ON CONFLICT (key) DO UPDATE
               SET attempts = CASE WHEN p.latest_at <= :over THEN 1 ELSE least(p.attempts + 1, :most) END,
                   latest_at = CASE WHEN p.latest_at <= :over THEN excluded.latest_at ELSE p.latest_at END,
                   is_admitted = p.latest_at <= :over OR p.attempts < :most
            RETURNING is_admitted, latest_at\
            """)
                .bind("key", key)
                .bind("now", now)
                .bind("over", now.minus(SignInThrottle.WINDOW))
                .bind("most", SignInThrottle.MOST_ATTEMPTS)
                .map(row -> new Window(row.get(0, Boolean.class), row.get(1, Instant.class)))
                .one()
                .filter(window -> !window.isAdmitted())
                .map(window -> window.begun().plus(SignInThrottle.WINDOW));
    }

    /** Forgets what was tried at this place; of what was tried anywhere this one, with the pause it has begun. */
    Mono<Void> forgive(byte[] place, byte @Nullable [] anywhere) {
        return database.sql("""
            WITH place AS (DELETE FROM sign_in_pause WHERE key = :place RETURNING key)
            UPDATE sign_in_pause SET attempts = greatest(attempts - 1, 0), paused_until = 'epoch'
             WHERE key = :anywhere::bytea AND (SELECT count(*) FROM place) >= 0\
            """)
                .bind("place", place)
                .bind("anywhere", anywhere == null ? Parameters.in(byte[].class) : Parameters.in(anywhere))
                .then();
    }

    /** Takes back the latest attempt, with the pause it has begun. */
    Mono<Void> takeBack(byte[] place, byte @Nullable [] anywhere) {
        return database.sql("""
            WITH place AS (
                UPDATE sign_in_pause SET attempts = greatest(attempts - 1, 0), paused_until = 'epoch'
                 WHERE key = :place
                RETURNING key
            )
            UPDATE sign_in_pause SET attempts = greatest(attempts - 1, 0), paused_until = 'epoch'
             WHERE key = :anywhere::bytea AND (SELECT count(*) FROM place) >= 0\
            """)
                .bind("place", place)
                .bind("anywhere", anywhere == null ? Parameters.in(byte[].class) : Parameters.in(anywhere))
                .then();
    }

    /** Waits for no row: what is locked is being counted. */
    Mono<Long> deleteBefore(Instant moment) {
        return background.sql("""
            DELETE FROM sign_in_pause
             WHERE key IN (SELECT key FROM sign_in_pause WHERE latest_at < :moment FOR UPDATE SKIP LOCKED)\
            """).bind("moment", moment).fetch().rowsUpdated();
    }

    private record Window(boolean isAdmitted, Instant begun) {}

    /**
     * What becomes of an attempt.
     *
     * @param countedAtPlace whether it was counted at its place, although it may be refused because of those from anywhere
     * @param countedAnywhere whether it was counted among those from anywhere
     * @param pausedUntil until when nothing is listened to; null when this attempt was
     */
    record Verdict(
            boolean countedAtPlace,
            boolean countedAnywhere,
            @Nullable Instant pausedUntil) {}
}
