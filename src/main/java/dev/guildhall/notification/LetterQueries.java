package dev.guildhall.notification;

import dev.guildhall.database.BackgroundConnections;
import dev.guildhall.outbox.Delivery;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What deliveries say, and to whom. */
@Repository
class LetterQueries {

    /** A message of a rule has no notification, and no type. */
    private static final String FIND = """
            SELECT coalesce(n.type, ''), coalesce(n.title, ''), coalesce(n.message, :message, ''),
                   CASE :channel WHEN 'telegram' THEN a.telegram_id::text ELSE p.email END,
                   coalesce(CASE :channel WHEN 'telegram' THEN p.telegram_enabled ELSE p.email_enabled END, true),
                   ARRAY(SELECT kind::text FROM notification_off WHERE account_id = a.id AND channel = :channel),
                   p.quiet_from, p.quiet_to, p.time_zone, coalesce(p.language, 'ru')
              FROM account a LEFT JOIN notification n ON n.id = :notification
                   LEFT JOIN notification_preference p ON p.account_id = a.id
             WHERE a.id = :account""";

    private static final String STOP = """
            INSERT INTO notification_preference (account_id, telegram_enabled, telegram_blocked_at, updated_at)
            VALUES (:account, false, :now, :now)
            ON CONFLICT (account_id) DO UPDATE
               SET telegram_enabled = false, telegram_blocked_at = excluded.telegram_blocked_at, updated_at = excluded.updated_at""";

    private final DatabaseClient database;

    LetterQueries(BackgroundConnections background) {
        this.database = DatabaseClient.create(background.factory());
    }

    Mono<Letter> find(Delivery delivery, Medium medium) {
        return database.sql(FIND)
                .bind("account", Parameter.fromOrEmpty(delivery.account(), Long.class))
                .bind("notification", Parameter.fromOrEmpty(delivery.notification(), Long.class))
                .bind("message", Parameter.fromOrEmpty(delivery.message(), String.class))
                .bind("channel", medium.word())
                .map(LetterQueries::letter)
                .one();
    }

    Mono<Void> stopTelegram(Delivery delivery, Instant now) {
        return database.sql(STOP)
                .bind("account", Parameter.fromOrEmpty(delivery.account(), Long.class))
                .bind("now", now)
                .then();
    }

    private static Letter letter(Readable row) {
        var kind = Kind.of(row.get(0, String.class));
        var off = List.of(row.get(5, String[].class));
        return new Letter(
                kind,
                row.get(1, String.class),
                row.get(2, String.class),
                Optional.ofNullable(row.get(3, String.class)),
                row.get(4, Boolean.class) && !off.contains(kind.word()),
                PreferencesRepository.quietHours(
                        row.get(6, LocalTime.class), row.get(7, LocalTime.class), row.get(8, String.class)),
                Locale.forLanguageTag(row.get(9, String.class)));
    }
}
