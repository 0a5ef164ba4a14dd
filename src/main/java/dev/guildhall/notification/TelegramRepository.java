package dev.guildhall.notification;

import dev.guildhall.database.BackgroundConnections;
import dev.guildhall.rules.RuleMatch;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Messages that wait for the Telegram bot. */
@Repository
class TelegramRepository {

    private final DatabaseClient database;
    private final DatabaseClient background;

    TelegramRepository(DatabaseClient database, BackgroundConnections background) {
        this.database = database;
        this.background = DatabaseClient.create(background.factory());
    }

    /** Leaves a message for everybody of the recipients who can be reached, and tells how many they are. */
    Mono<Long> leave(String text, Recipients recipients, RuleMatch match, Instant now) {
        return database.sql("""
                        INSERT INTO telegram_outbox (rule_id, rule_version, event_id, attempt, action_index, account_id, chat_id,
                               message, created_at, next_try_at)
                        SELECT :rule, :version, :event, :attempt, :action, id, telegram_id, :message, :now, :now FROM account
                         WHERE (id = :account OR role = :role) AND telegram_id IS NOT NULL
                         ORDER BY id""")
                .bind("rule", match.ruleId())
                .bind("version", match.ruleVersion())
                .bind("event", match.event().id())
                .bind("attempt", match.attempt())
                .bind("action", match.action())
                .bind("message", text)
                .bind("now", now)
                .bind("account", Parameter.fromOrEmpty(recipients.accountId(), Long.class))
                .bind("role", Parameter.fromOrEmpty(recipients.role(), String.class))
                .fetch()
                .rowsUpdated();
    }

    /** Takes messages that are due; whoever else asks does not get them before the patience has run out. */
    Flux<Letter> take(int most, Instant now, Duration patience) {
        return background
                .sql("""
                        UPDATE telegram_outbox SET tries = tries + 1, next_try_at = :later
                         WHERE id IN (SELECT id FROM telegram_outbox WHERE next_try_at <= :now ORDER BY next_try_at, id LIMIT :most
                                         FOR UPDATE SKIP LOCKED)
                        RETURNING id, chat_id, message, tries""")
                .bind("now", now)
                .bind("later", now.plus(patience))
                .bind("most", most)
                .map(row -> new Letter(
                        row.get(0, Long.class),
                        row.get(1, Long.class),
                        row.get(2, String.class),
                        row.get(3, Integer.class)))
                .all();
    }

    Mono<Void> markDelivered(long id, Instant now) {
        return background
                .sql(
                        "UPDATE telegram_outbox SET delivered_at = :now, next_try_at = NULL, failure = NULL WHERE id = :id")
                .bind("id", id)
                .bind("now", now)
                .then();
    }

    /** @param next when to try again; empty to give up */
    Mono<Void> markFailed(long id, String failure, Optional<Instant> next) {
        return background
                .sql("UPDATE telegram_outbox SET failure = :failure, next_try_at = :next WHERE id = :id")
                .bind("id", id)
                .bind("failure", failure)
                .bind("next", Parameter.fromOrEmpty(next.orElse(null), Instant.class))
                .then();
    }

    /** @param tries how often it was tried, this time included */
    record Letter(long id, long chatId, String text, int tries) {}
}
