package dev.guildhall.appointment;

import dev.guildhall.database.KeysetQueries;
import dev.guildhall.shared.Slice;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Timelines as they are read: the latest rows together with their appointment, in one statement. */
@Repository
public class TimelineQueries {

    private static final KeysetQueries NEWEST_FIRST = KeysetQueries.descending(KeysetQueries.number("e.id"));

    private static final String LATEST = "SELECT " + AppointmentRows.COLUMNS + """
            , t.id, t.event_type, t.from_status, t.to_status, t.note, t.metadata, t.warnings, t.actor_id, ta.username, t.created_at
             FROM appointment a
            """ + AppointmentRows.JOINS + """
             LEFT JOIN LATERAL (SELECT * FROM timeline_entry e WHERE e.appointment_id = a.id%s) t ON true
             LEFT JOIN account ta ON ta.id = t.actor_id
            WHERE a.id = $1 ORDER BY t.id DESC""";

    private static final String ROWS = "SELECT " + AppointmentRows.COLUMNS + """
            , t.id, t.event_type, t.from_status, t.to_status, t.note, t.metadata, t.warnings, t.actor_id, ta.username, t.created_at
             FROM timeline_entry t JOIN appointment a ON a.id = t.appointment_id
            """ + AppointmentRows.JOINS + """
             LEFT JOIN account ta ON ta.id = t.actor_id
            WHERE t.id = ANY($1)""";

    private final DatabaseClient database;
    private final AppointmentRows rows;
    private final JsonMapper json;

    TimelineQueries(DatabaseClient database, AppointmentRows rows, JsonMapper json) {
        this.database = database;
        this.rows = rows;
        this.json = json;
    }

    /** A slice of the rows, newest first, whoever asks. */
    Mono<Timeline> find(long appointmentId, Slice slice) {
        var part = NEWEST_FIRST.of(slice, 1);
        return part.bind(database.sql(LATEST.formatted(part.condition() + part.end()))
                        .bind(0, appointmentId))
                .map(this::toLine)
                .all()
                .collectList()
                .filter(lines -> !lines.isEmpty())
                .map(Timeline::of);
    }

    /** Single rows, each with its appointment. */
    Flux<PlacedRow> list(Collection<Long> ids) {
        return database.sql(ROWS)
                .bind(0, ids.toArray(Long[]::new))
                .map(row -> new PlacedRow(rows.read(row), Objects.requireNonNull(toEntry(row))))
                .all();
    }

    private Line toLine(Readable row) {
        return new Line(rows.read(row), toEntry(row));
    }

    private @Nullable TimelineRow toEntry(Readable row) {
        var first = AppointmentRows.COUNT;
        var id = row.get(first, Long.class);
        return id == null
                ? null
                : new TimelineRow(
                        id,
                        row.get(first + 1, String.class),
                        row.get(first + 2, String.class),
                        row.get(first + 3, String.class),
                        row.get(first + 4, String.class),
                        json.readTree(row.get(first + 5, Json.class).asArray()),
                        json.readTree(row.get(first + 6, Json.class).asArray()),
                        row.get(first + 7, Long.class),
                        row.get(first + 8, String.class),
                        row.get(first + 9, Instant.class));
    }

    /** A row and its appointment. */
    public record PlacedRow(Appointment order, TimelineRow row) {}

    private record Line(Appointment order, @Nullable TimelineRow row) {}

    /** An appointment's timeline, newest row first. */
    record Timeline(Appointment order, List<TimelineRow> rows) {

        private static Timeline of(List<Line> lines) {
            return new Timeline(
                    lines.get(0).order(),
                    lines.stream().map(Line::row).filter(Objects::nonNull).toList());
        }
    }
}
