package dev.guildhall.notification;

import dev.guildhall.notification.Preferences.Off;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What people have said about their notifications. */
@Repository
class PreferencesRepository {

    private static final String FIND = """
            SELECT coalesce(p.telegram_enabled, true), coalesce(p.email_enabled, true), p.email, coalesce(p.language, 'ru'),
                   p.quiet_from, p.quiet_to, p.time_zone, p.telegram_blocked_at,
                   CASE WHEN a.telegram_id IS NOT NULL THEN coalesce(nullif(a.telegram_username, ''), a.telegram_id::text) END,
                   ARRAY(SELECT kind || ' ' || channel FROM notification_off WHERE account_id = a.id)
              FROM account a LEFT JOIN notification_preference p ON p.account_id = a.id
             WHERE a.id = :account""";

    private static final String SAVE = """
            WITH wanted AS (
                DELETE FROM notification_off WHERE account_id = :account AND kind || ' ' || channel <> ALL(:off)
            ), unwanted AS (
                INSERT INTO notification_off (account_id, kind, channel)
                SELECT :account, split_part(word, ' ', 1), split_part(word, ' ', 2) FROM unnest(:off) AS word
                ON CONFLICT DO NOTHING
            )
            INSERT INTO notification_preference (account_id, telegram_enabled, telegram_blocked_at, email_enabled, email, language,
                   quiet_from, quiet_to, time_zone, updated_at)
            VALUES (:account, :telegram, :blocked, :letters, :email, :language, :from, :to, :zone, :now)
            ON CONFLICT (account_id) DO UPDATE
               SET telegram_enabled = excluded.telegram_enabled, telegram_blocked_at = excluded.telegram_blocked_at,
                   email_enabled = excluded.email_enabled, email = excluded.email, language = excluded.language,
                   quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, time_zone = excluded.time_zone,
                   updated_at = excluded.updated_at""";

    private final DatabaseClient database;

    PreferencesRepository(DatabaseClient database) {
        this.database = database;
    }

    Mono<Preferences> find(long account) {
        return database.sql(FIND)
                .bind("account", account)
                .map(PreferencesRepository::preferences)
                .one();
    }

    /** Nobody else changes them before the transaction ends; there may be no row of them yet. */
    Mono<Void> lock(long account) {
        return database.sql("SELECT id FROM account WHERE id = :account FOR NO KEY UPDATE")
                .bind("account", account)
                .then();
    }

    Mono<Void> save(long account, Preferences preferences, Instant now) {
        var quiet = preferences.quietHours();
        return database.sql(SAVE)
                .bind("account", account)
                .bind("telegram", preferences.enabled().contains(Medium.TELEGRAM))
                .bind("blocked", nullable(preferences.telegramBlockedAt().orElse(null), Instant.class))
                .bind("letters", preferences.enabled().contains(Medium.EMAIL))
                .bind("email", nullable(preferences.email().orElse(null), String.class))
                .bind("language", preferences.language())
                .bind("from", nullable(quiet.map(QuietHours::from).orElse(null), LocalTime.class))
                .bind("to", nullable(quiet.map(QuietHours::to).orElse(null), LocalTime.class))
                .bind("zone", nullable(quiet.map(hours -> hours.zone().getId()).orElse(null), String.class))
                .bind(
                        "off",
                        preferences.off().stream()
                                .map(off ->
                                        off.kind().word() + " " + off.medium().word())
                                .toArray(String[]::new))
                .bind("now", now)
                .then();
    }

    /** Quiet hours of three columns, if they are there. */
    static Optional<QuietHours> quietHours(@Nullable LocalTime from, @Nullable LocalTime to, @Nullable String zone) {
        return from == null || to == null || zone == null
                ? Optional.empty()
                : Optional.of(new QuietHours(from, to, ZoneId.of(zone)));
    }

    private static Preferences preferences(Readable row) {
        var enabled = EnumSet.noneOf(Medium.class);
        if (row.get(0, Boolean.class)) {
            enabled.add(Medium.TELEGRAM);
        }
        if (row.get(1, Boolean.class)) {
            enabled.add(Medium.EMAIL);
        }
        return new Preferences(
                Set.copyOf(enabled),
                Arrays.stream(row.get(9, String[].class))
                        .map(PreferencesRepository::off)
                        .collect(Collectors.toUnmodifiableSet()),
                quietHours(row.get(4, LocalTime.class), row.get(5, LocalTime.class), row.get(6, String.class)),
                Optional.ofNullable(row.get(2, String.class)),
                row.get(3, String.class),
                Optional.ofNullable(row.get(8, String.class)),
                Optional.ofNullable(row.get(7, Instant.class)));
    }

    private static Off off(String words) {
        var parts = words.split(" ");
        return new Off(Kind.of(parts[0]), Objects.requireNonNull(Medium.BY_WORD.get(parts[1])));
    }

    private static Parameter nullable(@Nullable Object value, Class<?> type) {
        return Parameter.fromOrEmpty(value, type);
    }
}
