package dev.guildhall.appointment;

import dev.guildhall.database.BackgroundConnections;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which deadlines there are to look at, and what was noticed about them. */
@Component
class SlaQueries {

    /** How many are listed in one go. */
    static final int PAGE = 200;

    private static final String NEXT =
            "SELECT sla_next_at FROM appointment WHERE sla_next_at IS NOT NULL ORDER BY sla_next_at LIMIT 1";

    private static final String DUE = """
            SELECT id, sla_next_at FROM appointment WHERE sla_next_at <= $1 AND (sla_next_at, id) > ($2, $3)
             ORDER BY sla_next_at, id LIMIT $4""";

    private static final String NOTE = """
            WITH noted AS (
                INSERT INTO sla_notice (appointment_id, reason, kind, due_at, noticed_at)
                SELECT $1, n.reason, n.kind, n.due_at, $2 FROM unnest($3::text[], $4::text[], $5::timestamptz[]) AS n (reason, kind, due_at)
                ON CONFLICT DO NOTHING RETURNING reason, kind
            ), looked AS (
                UPDATE appointment SET sla_next_at = $6, sla_breached = sla_breached OR b.new,
                       updated_at = CASE WHEN b.new THEN $2 ELSE updated_at END
                  FROM (SELECT count(*) > 0 FROM noted WHERE kind = 'breached') AS b (new)
                 WHERE id = $1
            )
            SELECT reason, kind FROM noted""";

    private static final String SEEN =
            "SELECT " + AppointmentRows.COLUMNS + """
            , (SELECT t.to_status FROM timeline_entry t WHERE t.appointment_id = a.id AND t.event_type = 'status_changed'
                AND t.created_at = a.response_stopped_at ORDER BY t.id LIMIT 1),
              (SELECT t.to_status FROM timeline_entry t WHERE t.appointment_id = a.id AND t.event_type = 'status_changed'
                AND t.created_at = a.paid_at ORDER BY t.id LIMIT 1),
              (SELECT t.to_status FROM timeline_entry t WHERE t.appointment_id = a.id AND t.event_type = 'status_changed'
                AND t.created_at = a.completion_stopped_at ORDER BY t.id LIMIT 1),
              EXISTS (SELECT 1 FROM sla_notice n WHERE n.appointment_id = a.id AND n.reason = 'response_timeout' AND NOT n.is_told),
              EXISTS (SELECT 1 FROM sla_notice n WHERE n.appointment_id = a.id AND n.reason = 'completion_timeout' AND NOT n.is_told)
             FROM appointment a
            """ + AppointmentRows.JOINS + " WHERE a.id = $1";

    private final DatabaseClient database;
    private final DatabaseClient background;
    private final AppointmentRows rows;

    SlaQueries(DatabaseClient database, BackgroundConnections connections, AppointmentRows rows) {
        this.database = database;
        this.background = DatabaseClient.create(connections.factory());
        this.rows = rows;
    }

    /** The next moment at which there is something to notice, past or to come; asked on the connections of the node's own work. */
    Mono<Instant> next() {
        return background.sql(NEXT).mapValue(Instant.class).one();
    }

    /** What there is to look at now, the longest overdue first, after some that were listed before. */
    Flux<Due> listDue(Instant now, Due after) {
        return database.sql(DUE)
                .bind(0, now)
                .bind(1, after.at())
                .bind(2, after.id())
                .bind(3, PAGE)
                .map(row -> new Due(row.get(0, Long.class), row.get(1, Instant.class)))
                .all();
    }

    /** Writes down what was noticed about a locked order and when to look next; gives those that nobody had noticed before. */
    Mono<List<Sla.Notice>> note(long id, List<Sla.Notice> notices, @Nullable Instant next, Instant now) {
        var statement = database.sql(NOTE)
                .bind(0, id)
                .bind(1, now)
                .bind(
                        2,
                        notices.stream()
                                .map(notice -> notice.promise().reason())
                                .toArray(String[]::new))
                .bind(3, notices.stream().map(notice -> notice.kind().word()).toArray(String[]::new))
                .bind(4, notices.stream().map(Sla.Notice::dueAt).toArray(Instant[]::new));
        return (next == null ? statement.bindNull(5, Instant.class) : statement.bind(5, next))
                .map(row -> List.of(row.get(0, String.class), row.get(1, String.class)))
                .all()
                .collectList()
                .map(noted -> notices.stream()
                        .filter(notice -> noted.contains(
                                List.of(notice.promise().reason(), notice.kind().word())))
                        .toList());
    }

    /** The promises about an order, whoever asks. */
    Mono<SlaView> find(long id) {
        return database.sql(SEEN).bind(0, id).map(this::toView).one();
    }

    private SlaView toView(Readable row) {
        var order = rows.read(row);
        var first = AppointmentRows.COUNT;
        return new SlaView(
                order,
                new SlaView.Clock(
                        Promise.RESPONSE,
                        order.sla().response(),
                        order.sla().response().isKnown() ? AppointmentStatus.NEW : null,
                        status(row, first),
                        Objects.requireNonNull(row.get(first + 3, Boolean.class))),
                new SlaView.Clock(
                        Promise.COMPLETION,
                        order.sla().completion(),
                        status(row, first + 1),
                        status(row, first + 2),
                        Objects.requireNonNull(row.get(first + 4, Boolean.class))));
    }

    private static @Nullable AppointmentStatus status(Readable row, int index) {
        var word = row.get(index, String.class);
        return word == null ? null : AppointmentStatus.valueOf(word);
    }

    /** An appointment that is to be looked at. */
    record Due(long id, Instant at) {

        static final Due FIRST = new Due(0, Instant.EPOCH);
    }
}
