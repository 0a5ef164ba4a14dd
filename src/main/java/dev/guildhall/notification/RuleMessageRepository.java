package dev.guildhall.notification;

import dev.guildhall.rules.RuleMatch;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Messages of rules for the Telegram bot. */
@Repository
class RuleMessageRepository {

    private final DatabaseClient database;

    RuleMessageRepository(DatabaseClient database) {
        this.database = database;
    }

    /** Leaves a message for everybody of the recipients who can be reached, and tells how many they are. */
    Mono<Long> leave(String text, Recipients recipients, RuleMatch match, Instant now) {
        return database.sql("""
                        INSERT INTO delivery (channel, occasion, account_id, event_id, message, created_at, next_attempt_at)
                        SELECT 'telegram', :occasion, id, :event, :message, :now, :now FROM account
                         WHERE (id = :account OR role = :role) AND telegram_id IS NOT NULL
                         ORDER BY id""")
                .bind("occasion", occasion(match))
                .bind("event", match.event().id())
                .bind("message", text)
                .bind("now", now)
                .bind("account", Parameter.fromOrEmpty(recipients.accountId(), Long.class))
                .bind("role", Parameter.fromOrEmpty(recipients.role(), String.class))
                .fetch()
                .rowsUpdated();
    }

    private static String occasion(RuleMatch match) {
        return "rule:" + match.ruleId() + ":" + match.ruleVersion() + ":"
                + match.event().id() + ":" + match.attempt() + ":" + match.action();
    }
}
