package dev.guildhall.notification;

import dev.guildhall.database.KeysetQueries;
import dev.guildhall.event.LiveLog;
import dev.guildhall.shared.Slice;
import dev.guildhall.shared.Timestamps;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of notifications: one statement for everything. */
@Component
class NotificationQueries {

    private static final KeysetQueries NEWEST_FIRST = KeysetQueries.descending(KeysetQueries.number("id"));

    private static final String SELECT =
            "SELECT id, type, title, message, payload, appointment_id, created_at, read_at FROM notification";

    private static final String LIST = SELECT + " WHERE account_id = :account";

    /** The line names the ids, unless there are very many. */
    private static final String MARK = """
            WITH marked AS (
                UPDATE notification SET read_at = $3
                 WHERE account_id = $1 AND read_at IS NULL AND ($2::bigint[] IS NULL OR id = ANY($2))
                RETURNING id
            ), note AS (
                SELECT 'user:' || $1::bigint AS topic, 'notification.read' AS type, 1 AS ordinality, jsonb_build_object(
                       'ids', CASE WHEN count(*) <= 1000 THEN jsonb_agg(id ORDER BY id) ELSE '[]' END,
                       'all', count(*) > 1000, 'read_at', $4::text) AS data
                  FROM marked HAVING count(*) > 0
            )""" + LiveLog.append("$3") + " SELECT count(*) FROM marked";

    private static final String INSERT = """
            WITH told AS (
                INSERT INTO notification (account_id, type, title, message, payload, appointment_id, created_at)
                SELECT id, :type, :title, :message, :payload, :appointment, :now FROM account
                 WHERE id = :account OR role = :role
                 ORDER BY id
                RETURNING id, account_id
            ), outside AS (
                INSERT INTO delivery (channel, occasion, account_id, notification_id, created_at, next_attempt_at)
                SELECT medium.channel, 'notification:' || t.id, t.account_id, t.id, :now, :now
                  FROM told t JOIN account a ON a.id = t.account_id
                       LEFT JOIN notification_preference p ON p.account_id = t.account_id
                       CROSS JOIN unnest(:channels::text[]) AS medium (channel)
                 WHERE CASE medium.channel WHEN 'telegram' THEN a.telegram_id IS NOT NULL AND coalesce(p.telegram_enabled, true)
                                    ELSE p.email IS NOT NULL AND p.email_enabled END
                   AND NOT EXISTS (SELECT FROM notification_off o
                                    WHERE o.account_id = t.account_id AND o.kind = :kind AND o.channel = medium.channel)
                RETURNING notification_id
            )
            SELECT id, account_id, EXISTS (SELECT FROM outside WHERE notification_id = told.id) FROM told ORDER BY id""";

    private final DatabaseClient database;

    NotificationQueries(DatabaseClient database) {
        this.database = database;
    }

    Flux<Notification> listNewestFirst(long accountId, Optional<Boolean> read, Slice slice) {
        var part = NEWEST_FIRST.of(slice);
        var filter = read.map(wanted -> wanted ? " AND read_at IS NOT NULL" : " AND read_at IS NULL")
                .orElse("");
        return part.bind(database.sql(LIST + filter + part.condition() + part.end())
                        .bind("account", accountId))
                .map(NotificationQueries::notification)
                .all();
    }

    Mono<Long> countUnread(long accountId) {
        return database.sql("SELECT count(*) FROM notification WHERE account_id = :account AND read_at IS NULL")
                .bind("account", accountId)
                .mapValue(Long.class)
                .one();
    }

    /** Marks those with the ids that are unread, or all that are when there are none, and tells it in the same statement. */
    Mono<Long> markRead(long accountId, Optional<List<Long>> ids, Instant now) {
        return database.sql(MARK)
                .bind(0, accountId)
                .bind(
                        1,
                        Parameter.fromOrEmpty(
                                ids.map(given -> given.toArray(Long[]::new)).orElse(null), Long[].class))
                .bind(2, now)
                .bind(3, Timestamps.text(now))
                .mapValue(Long.class)
                .one();
    }

    /** Single notifications, whoever they belong to. */
    Flux<Notification> list(List<Long> ids) {
        return database.sql(SELECT + " WHERE id = ANY(:ids)")
                .bind("ids", ids.toArray(Long[]::new))
                .map(NotificationQueries::notification)
                .all();
    }

    /** How many each of these accounts has not read. */
    Flux<Unread> listUnread(List<Long> accounts) {
        return database.sql("""
                        SELECT a.id, (SELECT count(*) FROM notification n WHERE n.account_id = a.id AND n.read_at IS NULL)
                          FROM unnest(:accounts::bigint[]) AS a (id)""")
                .bind("accounts", accounts.toArray(Long[]::new))
                .map(row -> new Unread(row.get(0, Long.class), row.get(1, Long.class)))
                .all();
    }

    /**
     * One row for each recipient there is, and by the same statement one for each channel by which they want to hear of it.
     *
     * @param media the channels there are
     */
    Flux<Inserted> insert(Notice notice, Recipients recipients, List<Medium> media, Instant now) {
        return database.sql(INSERT)
                .bind("type", notice.type())
                .bind("title", notice.title())
                .bind("message", notice.message())
                .bind("payload", Json.of(notice.payload().toString()))
                .bind("appointment", Parameter.fromOrEmpty(notice.appointment().orElse(null), Long.class))
                .bind("now", now)
                .bind("account", Parameter.fromOrEmpty(recipients.accountId(), Long.class))
                .bind("role", Parameter.fromOrEmpty(recipients.role(), String.class))
                .bind("kind", Kind.of(notice.type()).word())
                .bind("channels", media.stream().map(Medium::word).toArray(String[]::new))
                .map(row -> new Inserted(
                        new NoticesSent.Sent(row.get(0, Long.class), row.get(1, Long.class)),
                        row.get(2, Boolean.class)))
                .all();
    }

    private static Notification notification(Readable row) {
        return new Notification(
                row.get(0, Long.class),
                row.get(1, String.class),
                row.get(2, String.class),
                row.get(3, String.class),
                row.get(4, Json.class).asString(),
                row.get(5, Long.class),
                row.get(6, Instant.class),
                row.get(7, Instant.class));
    }

    record Unread(long accountId, long count) {}

    /** @param outside whether it is to be told outside of the app as well */
    record Inserted(NoticesSent.Sent notice, boolean outside) {}
}
