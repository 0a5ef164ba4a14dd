package dev.guildhall.identity;

import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Which of Telegram's logins have been used. */
@Repository
class TelegramLoginRepository {

    private final DatabaseClient database;

    TelegramLoginRepository(DatabaseClient database) {
        this.database = database;
    }

    /** When this login was first used, which may be now. */
    Mono<Instant> use(String signature, Instant now, Instant expiresAt) {
        return database.sql("""
                        INSERT INTO telegram_login AS known (signature, used_at, expires_at) VALUES (:signature, :now, :expires)
                        ON CONFLICT (signature) DO UPDATE SET used_at = known.used_at
                        RETURNING used_at""")
                .bind("signature", signature)
                .bind("now", now)
                .bind("expires", expiresAt)
                .mapValue(Instant.class)
                .one();
    }
}
