package dev.guildhall.chat;

import dev.guildhall.appointment.Appointment;
import dev.guildhall.appointment.AppointmentRows;
import dev.guildhall.chat.ChatService.AccountReadMark;
import dev.guildhall.chat.ChatService.DeletedMessage;
import dev.guildhall.database.KeysetQueries;
import dev.guildhall.event.LiveLog;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.Permission;
import dev.guildhall.shared.Slice;
import dev.guildhall.storage.KeptFile;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Messages and read marks. Each statement brings the appointment along, so that one round trip answers three questions: does it
 * exist, may the caller do this, and what came of it.
 */
@Repository
class ChatRepository {

    private static final String ORDER = "WITH a AS (SELECT * FROM appointment WHERE id = $1)";

    /** Who may read here: {@code $2} the caller, {@code $3} an admin who may, {@code $4} master, {@code $5} active master. */
    private static final String SEEN =
            "($3 OR a.client_id = $2 OR ($4 AND a.master_id = $2) OR ($5 AND a.status = 'NEW'))";

    /** Who sees what others said and read here: {@code $2} to {@code $5} as above. */
    private static final String SHOWN = """
            ($3 OR a.client_id = $2 OR ($4 AND a.master_id = $2)
             OR ($5 AND a.status = 'NEW' AND NOT a.has_history))""";

    /** Whether the caller has asked something here that they keep. */
    private static final String INQUIRER =
            "$4 AND EXISTS (SELECT 1 FROM message o WHERE o.appointment_id = a.id AND o.sender_id = $2 AND o.is_inquiry)";

    private static final String MESSAGE = """
            m.id, m.sender_id, m.username, m.text, m.file_key, m.deleted_at, m.created_at, m.is_inquiry""";

    /**
     * Locked, so that the messages of an order are numbered in the order in which they are committed: who has read up to one has not
     * missed a lower one.
     */
    private static final String SEND =
            "WITH a AS MATERIALIZED (SELECT * FROM appointment WHERE id = $1 FOR NO KEY UPDATE)"
                    + ", m AS (INSERT INTO message (appointment_id, sender_id, text, file_key, is_inquiry, created_at, file_sha256)"
                    + " SELECT a.id, $2, $4, $5, $3 AND a.client_id <> $2 AND a.master_id IS DISTINCT FROM $2, $6, $7 FROM a"
                    + " RETURNING id)"
                    + " SELECT " + AppointmentRows.COLUMNS + ", m.id FROM a " + AppointmentRows.JOINS
                    + " JOIN m ON true";

    private static final KeysetQueries OLDEST_FIRST = KeysetQueries.ascending(KeysetQueries.number("x.id"));

    private static final String LIST = ORDER + " SELECT " + AppointmentRows.COLUMNS + ", " + MESSAGE + ", " + INQUIRER
            + " FROM a " + AppointmentRows.JOINS + """
             LEFT JOIN LATERAL (
                SELECT x.*, s.username FROM message x JOIN account s ON s.id = x.sender_id
                 WHERE x.appointment_id = a.id AND x.id > $6
                   AND (""" + SHOWN + """
             OR ($4 AND x.sender_id = $2 AND x.is_inquiry))%s) m ON true
             ORDER BY m.id""";

    private static final KeysetQueries BY_ACCOUNT = KeysetQueries.ascending(KeysetQueries.number("x.id"));

    /** The sides, who may have read nothing yet, and whoever else has a mark. */
    private static final String MARKS =
            ORDER + " SELECT " + AppointmentRows.COLUMNS + ", m.id, m.username, m.last_read_message_id, " + INQUIRER
                    + " FROM a " + AppointmentRows.JOINS + """
             LEFT JOIN LATERAL (
                SELECT x.id, x.username, coalesce(r.last_read_message_id, 0) AS last_read_message_id
                  FROM (SELECT a.client_id UNION SELECT a.master_id
                        UNION SELECT s.account_id FROM read_state s WHERE s.appointment_id = a.id) reader (id)
                  JOIN account x ON x.id = reader.id
                  LEFT JOIN read_state r ON r.appointment_id = a.id AND r.account_id = x.id
                 WHERE (""" + SHOWN + """
             OR ($4 AND x.id = $2))%s) m ON true
             ORDER BY m.id""";

    /** A mark that moves is told in the same statement, so that it needs no transaction. */
    private static final String MARK = ORDER + """
            , r AS (
                INSERT INTO read_state AS mark (appointment_id, account_id, last_read_message_id, updated_at)
                SELECT a.id, $2, LEAST($6, (SELECT coalesce(max(x.id), 0) FROM message x WHERE x.appointment_id = a.id)), $7
                  FROM a WHERE\s""" + SEEN + """

                ON CONFLICT (appointment_id, account_id) DO UPDATE
                   SET updated_at = excluded.updated_at, last_read_message_id = excluded.last_read_message_id
                 WHERE mark.last_read_message_id < excluded.last_read_message_id
                RETURNING last_read_message_id
            ), note AS (
                SELECT told.topic, told.type, told.data, told.ordinality FROM r, LATERAL (VALUES
                    ('appointment:' || $1::bigint, 'read.updated', jsonb_build_object('appointment', $1::bigint,
                        'account', $2::bigint, 'last_read_message_id', r.last_read_message_id), 1),
                    ('user:' || $2::bigint, 'appointment.updated', jsonb_build_object('appointment', $1::bigint), 2)
                ) AS told (topic, type, data, ordinality)
            )""" + LiveLog.append("$7") + " SELECT " + SEEN
            + " IS TRUE, EXISTS (SELECT 1 FROM r) FROM a";

    private static final String BY_ID = "SELECT " + AppointmentRows.COLUMNS + ", " + MESSAGE
            + " FROM (SELECT x.*, s.username FROM message x JOIN account s ON s.id = x.sender_id WHERE x.id = ANY($1)) m"
            + " JOIN appointment a ON a.id = m.appointment_id " + AppointmentRows.JOINS;

    private static final String LOCK = "SELECT " + AppointmentRows.COLUMNS + ", " + MESSAGE
            + " FROM (SELECT x.*, s.username FROM message x JOIN account s ON s.id = x.sender_id WHERE x.id = $1 FOR UPDATE OF x) m"
            + " JOIN appointment a ON a.id = m.appointment_id " + AppointmentRows.JOINS;

    private static final String DELETE =
            "UPDATE message SET deleted_at = $2, deleted_by = $3, file_key = NULL, file_sha256 = NULL WHERE id = $1";

    private static final String DELETED = """
            SELECT m.id, m.appointment_id, m.sender_id, s.username, m.text, m.created_at, m.deleted_at, m.deleted_by, d.username
              FROM appointment a
              LEFT JOIN LATERAL (SELECT * FROM message x WHERE x.appointment_id = a.id AND x.deleted_at IS NOT NULL%s) m ON true
              LEFT JOIN account s ON s.id = m.sender_id
              LEFT JOIN account d ON d.id = m.deleted_by
             WHERE a.id = $1
             ORDER BY m.id""";

    private static final int INQUIRY = AppointmentRows.COUNT + 7;
    private static final int LISTED_AS_INQUIRER = INQUIRY + 1;

    private final DatabaseClient database;
    private final AppointmentRows rows;

    ChatRepository(DatabaseClient database, AppointmentRows rows) {
        this.database = database;
        this.rows = rows;
    }

    /** Writes the message, whether the caller may or not. Empty when there is no such appointment. */
    Mono<Sent> send(long appointmentId, Caller caller, String text, @Nullable KeptFile file, Instant now) {
        var statement = database.sql(SEND)
                .bind(0, appointmentId)
                .bind(1, caller.id())
                .bind(2, caller.isMaster())
                .bind(3, text)
                .bind(5, now);
        return (file == null
                        ? statement.bindNull(4, String.class).bindNull(6, String.class)
                        : statement.bind(4, file.key()).bind(6, file.sha256()))
                .map(row -> new Sent(rows.read(row), row.get(AppointmentRows.COUNT, Long.class)))
                .one();
    }

    /** The messages the caller may see, oldest first. Empty when there is no such appointment. */
    Mono<Chat> list(long appointmentId, Caller caller, long afterId, Slice slice) {
        var part = OLDEST_FIRST.of(slice, 6);
        var cut = slice.size().isPresent() ? part.condition() + part.end() : "";
        return part.bind(as(caller, Permission.CHAT_READ, LIST.formatted(cut), appointmentId)
                        .bind(5, afterId))
                .map(row -> new ListedLine(toLine(row), row.get(LISTED_AS_INQUIRER, Boolean.class)))
                .all()
                .collectList()
                .filter(lines -> !lines.isEmpty())
                .map(Chat::of);
    }

    /** The marks the caller may see, by account. Empty when there is no such appointment. */
    Mono<ReadMarks> listMarks(long appointmentId, Caller caller, Slice slice) {
        var part = BY_ACCOUNT.of(slice, 5);
        var cut = part.condition() + part.end();
        return part.bind(as(caller, Permission.CHAT_READ, MARKS.formatted(cut), appointmentId))
                .map(row ->
                        new ListedMark(rows.read(row), toMark(row), row.get(AppointmentRows.COUNT + 3, Boolean.class)))
                .all()
                .collectList()
                .filter(marks -> !marks.isEmpty())
                .map(ReadMarks::of);
    }

    private static @Nullable AccountReadMark toMark(Readable row) {
        var first = AppointmentRows.COUNT;
        var account = row.get(first, Long.class);
        return account == null
                ? null
                : new AccountReadMark(account, row.get(first + 1, String.class), row.get(first + 2, Long.class));
    }

    /** Moves the mark up, if the caller may read here. Empty when there is no such appointment. */
    Mono<Marked> markRead(long appointmentId, Caller caller, long lastReadId, Instant now) {
        return as(caller, Permission.CHAT_READ, MARK, appointmentId)
                .bind(5, lastReadId)
                .bind(6, now)
                .map(row -> new Marked(row.get(0, Boolean.class), row.get(1, Boolean.class)))
                .one();
    }

    /** Messages, each with its appointment, whoever asks. */
    Flux<Line> list(Collection<Long> ids) {
        return database.sql(BY_ID)
                .bind(0, ids.toArray(Long[]::new))
                .map(this::toLine)
                .all();
    }

    /** The message, for nobody else to change until the transaction ends. */
    Mono<Line> lock(long messageId) {
        return database.sql(LOCK).bind(0, messageId).map(this::toLine).one();
    }

    /** What was deleted of an appointment's chat, oldest first; empty when there is no such appointment. */
    Mono<List<DeletedMessage>> listDeleted(long appointmentId, Slice slice) {
        var part = OLDEST_FIRST.of(slice, 1);
        return part.bind(database.sql(DELETED.formatted(part.condition() + part.end()))
                        .bind(0, appointmentId))
                .map(row -> Optional.ofNullable(row.get(0, Long.class)).map(id -> deleted(id, row)))
                .all()
                .collectList()
                .filter(rows -> !rows.isEmpty())
                .map(rows -> rows.stream().flatMap(Optional::stream).toList());
    }

    private static DeletedMessage deleted(long id, Readable row) {
        return new DeletedMessage(
                id,
                row.get(1, Long.class),
                row.get(2, Long.class),
                row.get(3, String.class),
                row.get(4, String.class),
                row.get(5, Instant.class),
                row.get(6, Instant.class),
                row.get(7, Long.class),
                row.get(8, String.class));
    }

    Mono<Void> delete(long messageId, long by, Instant now) {
        return database.sql(DELETE).bind(0, messageId).bind(1, now).bind(2, by).then();
    }

    private GenericExecuteSpec as(Caller caller, Permission permission, String sql, long appointmentId) {
        return database.sql(sql)
                .bind(0, appointmentId)
                .bind(1, caller.id())
                .bind(2, caller.may(permission))
                .bind(3, caller.isMaster())
                .bind(4, caller.activeMaster());
    }

    private Line toLine(Readable row) {
        var order = rows.read(row);
        var inquiry = Boolean.TRUE.equals(row.get(INQUIRY, Boolean.class));
        return new Line(order, toMessage(row, order.id()), inquiry);
    }

    private static @Nullable Message toMessage(Readable row, long appointmentId) {
        var first = AppointmentRows.COUNT;
        var id = row.get(first, Long.class);
        if (id == null) {
            return null;
        }
        var deletedAt = row.get(first + 5, Instant.class);
        return new Message(
                id,
                appointmentId,
                row.get(first + 1, Long.class),
                row.get(first + 2, String.class),
                deletedAt == null ? row.get(first + 3, String.class) : null,
                row.get(first + 4, String.class),
                deletedAt,
                row.get(first + 6, Instant.class));
    }

    /** A message that was written, and the appointment it was written to. */
    record Sent(Appointment order, long messageId) {}

    /**
     * What came of a mark.
     *
     * @param permitted whether the caller may read here
     * @param moved whether the mark was lower before
     */
    record Marked(boolean permitted, boolean moved) {}

    /**
     * A message, or none, with its appointment.
     *
     * @param inquiry whether a master wrote it to whom the order was offered; they keep it, whoever takes the order
     */
    record Line(Appointment order, @Nullable Message message, boolean inquiry) {}

    private record ListedLine(Line line, boolean byInquirer) {}

    private record ListedMark(Appointment order, @Nullable AccountReadMark mark, boolean byInquirer) {}

    /**
     * An appointment's read marks, as far as the caller may see them.
     *
     * @param byInquirer as of {@link Chat}
     */
    record ReadMarks(Appointment order, List<AccountReadMark> marks, boolean byInquirer) {

        private static ReadMarks of(List<ListedMark> listed) {
            var first = listed.get(0);
            return new ReadMarks(
                    first.order(),
                    listed.stream()
                            .map(ListedMark::mark)
                            .filter(Objects::nonNull)
                            .toList(),
                    first.byInquirer());
        }
    }

    /**
     * An appointment's messages, as far as the caller may see them.
     *
     * @param byInquirer whether the caller has asked something here as a master to whom the order was offered
     */
    record Chat(Appointment order, List<Message> messages, boolean byInquirer) {

        private static Chat of(List<ListedLine> lines) {
            return new Chat(
                    lines.get(0).line().order(),
                    lines.stream()
                            .map(listed -> listed.line().message())
                            .filter(Objects::nonNull)
                            .toList(),
                    lines.get(0).byInquirer());
        }
    }
}
