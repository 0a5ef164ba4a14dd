package dev.guildhall.identity;

import dev.guildhall.database.KeysetQueries;
import dev.guildhall.security.Token;
import dev.guildhall.shared.Slice;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sessions and their refresh tokens. Every method is one statement. */
@Component
class SessionRepository {

    private static final String LIST = """
            SELECT id, user_agent, address, created_at, last_used_at, expires_at FROM login_session
             WHERE account_id = :account AND revoked_at IS NULL AND expires_at > :now""";

    private static final KeysetQueries LATEST_USED_FIRST =
            KeysetQueries.descending(KeysetQueries.time("last_used_at"), KeysetQueries.uuid("id"));

    private final DatabaseClient database;

    SessionRepository(DatabaseClient database) {
        this.database = database;
    }

    /**
     * A new session with its first token; also the moment of the account's latest sign-in.
     *
     * @param proof the hash of the password that was shown; null when there was another proof
     * @return whether it was opened: not when the password has been changed meanwhile
     */
    Mono<Boolean> open(UUID session, Token refresh, @Nullable String proof, Device device, Instant now) {
        return database.sql("""
                        WITH seen AS (
                            UPDATE account SET last_login_at = :now
                             WHERE id = :account AND (:proof::text IS NULL OR password_hash = :proof::text)
                            RETURNING id
                        ), opened AS (
                            INSERT INTO login_session (id, account_id, user_agent, address, created_at, last_used_at, expires_at)
                            SELECT :session, id, :userAgent, :address, :now, :now, :expires FROM seen
                            RETURNING id
                        )
                        INSERT INTO refresh_token (jti_hash, session_id, issued_at, expires_at)
                        SELECT :hash, id, :issued, :expires FROM opened""")
                .bind("session", session)
                .bind("account", refresh.accountId())
                .bind("proof", proof == null ? Parameters.in(String.class) : Parameters.in(proof))
                .bind("userAgent", device.userAgent())
                .bind("address", device.address())
                .bind("now", now)
                .bind("hash", RefreshTokens.hash(refresh))
                .bind("issued", refresh.issuedAt())
                .bind("expires", refresh.expiresAt())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /**
     * A session for a token of the original service, unless there is no such account, or it has ended all sessions since. Fails with a
     * duplicate key when somebody else is faster.
     *
     * @return the session, or empty without an account
     */
    Mono<UUID> adopt(UUID session, Token refresh, Device device, Instant now) {
        return database.sql("""
                        WITH opened AS (
                            INSERT INTO login_session (id, account_id, user_agent, address, created_at, last_used_at, expires_at)
                            SELECT :session, id, :userAgent, :address, :issued, :now, :expires
                              FROM account WHERE id = :account AND (sessions_since IS NULL OR sessions_since <= :issued)
                            RETURNING id
                        )
                        INSERT INTO refresh_token (jti_hash, session_id, issued_at, expires_at)
                        SELECT :hash, id, :issued, :expires FROM opened
                        RETURNING session_id""")
                .bind("session", session)
                .bind("account", refresh.accountId())
                .bind("userAgent", device.userAgent())
                .bind("address", device.address())
                .bind("now", now)
                .bind("hash", RefreshTokens.hash(refresh))
                .bind("issued", refresh.issuedAt())
                .bind("expires", refresh.expiresAt())
                .mapValue(UUID.class)
                .one();
    }

    /**
     * Replaces a token by its successor, if it has none yet and its session lives.
     *
     * @return whether this call did it; of several at once, one does
     */
    Mono<Boolean> rotate(Token replaced, Token successor, String address, Instant now) {
        return database.sql("""
                        WITH rotated AS (
                            UPDATE refresh_token token SET rotated_at = :now
                              FROM login_session session JOIN account ON account.id = session.account_id
                             WHERE token.jti_hash = :hash AND token.rotated_at IS NULL
                               AND session.id = token.session_id AND session.revoked_at IS NULL
                               AND NOT (account.role = 'client' AND account.is_banned)
                            RETURNING token.session_id
                        ), used AS (
                            UPDATE login_session SET last_used_at = :now, expires_at = :expires, address = :address
                              FROM rotated WHERE login_session.id = rotated.session_id
                        )
                        INSERT INTO refresh_token (jti_hash, session_id, issued_at, expires_at)
                        SELECT :next, session_id, :issued, :expires FROM rotated""")
                .bind("hash", RefreshTokens.hash(replaced))
                .bind("now", now)
                .bind("address", address)
                .bind("next", RefreshTokens.hash(successor))
                .bind("issued", successor.issuedAt())
                .bind("expires", successor.expiresAt())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Empty when the token was never stored, or is long gone. */
    Mono<Standing> find(Token refresh) {
        return database.sql("""
                        SELECT session.id, token.rotated_at, session.revoked_at IS NOT NULL,
                               account.role = 'client' AND account.is_banned
                          FROM refresh_token token
                          JOIN login_session session ON session.id = token.session_id
                          JOIN account ON account.id = session.account_id
                         WHERE token.jti_hash = :hash""")
                .bind("hash", RefreshTokens.hash(refresh))
                .map(SessionRepository::standing)
                .one();
    }

    /** @return whether it was still living */
    Mono<Boolean> revoke(UUID session, String reason, Instant now) {
        return database.sql("""
                        UPDATE login_session SET revoked_at = :now, revoked_reason = :reason
                         WHERE id = :session AND revoked_at IS NULL""")
                .bind("session", session)
                .bind("reason", reason)
                .bind("now", now)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** The sessions of somebody that can still be used, the latest used first. */
    Flux<OpenSession> list(long account, Instant now, Slice slice) {
        var part = LATEST_USED_FIRST.of(slice);
        return part.bind(database.sql(LIST + part.condition() + part.end())
                        .bind("account", account)
                        .bind("now", now))
                .map(row -> new OpenSession(
                        row.get(0, UUID.class),
                        new Device(row.get(1, String.class), row.get(2, String.class)),
                        row.get(3, Instant.class),
                        row.get(4, Instant.class),
                        row.get(5, Instant.class)))
                .all();
    }

    /** @return whether it was this person's, and still living */
    Mono<Boolean> revokeOf(long account, UUID session, String reason, Instant now) {
        return database.sql("""
                        UPDATE login_session SET revoked_at = :now, revoked_reason = :reason
                         WHERE id = :session AND account_id = :account AND revoked_at IS NULL AND expires_at > :now""")
                .bind("account", account)
                .bind("session", session)
                .bind("reason", reason)
                .bind("now", now)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /**
     * Ends all sessions of somebody but one, and all tokens of the original service that were issued before.
     *
     * @param spared null for none
     */
    Flux<UUID> revokeOthers(long account, @Nullable UUID spared, String reason, Instant now) {
        return database.sql("""
                        WITH since AS (UPDATE account SET sessions_since = :now WHERE id = :account)
                        UPDATE login_session SET revoked_at = :now, revoked_reason = :reason
                         WHERE account_id = :account AND id IS DISTINCT FROM :spared AND revoked_at IS NULL AND expires_at > :now
                        RETURNING id""")
                .bind("account", account)
                .bind("spared", spared == null ? Parameters.in(UUID.class) : Parameters.in(spared))
                .bind("reason", reason)
                .bind("now", now)
                .mapValue(UUID.class)
                .all();
    }

    private static Standing standing(Readable row) {
        return new Standing(
                row.get(0, UUID.class),
                row.get(1, Instant.class),
                row.get(2, Boolean.class),
                row.get(3, Boolean.class));
    }

    /**
     * How things are with a token.
     *
     * @param rotatedAt when it was replaced; null while it is the newest of its session
     * @param revoked whether its session was ended
     * @param banned whether its owner may not sign in
     */
    record Standing(UUID session, @Nullable Instant rotatedAt, boolean revoked, boolean banned) {}
}
