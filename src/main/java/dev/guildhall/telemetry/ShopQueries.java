package dev.guildhall.telemetry;

import dev.guildhall.appointment.AppointmentStatus;
import dev.guildhall.database.BackgroundConnections;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** Reads how the shop stands, in one statement that looks only at what is open or waits, so that it costs the same after years. */
@Repository
class ShopQueries {

    private static final String STANDING = """
            WITH open AS MATERIALIZED (
                SELECT status,
                       response_stopped_at IS NULL AND response_deadline_at < $2 AS unanswered,
                       completion_stopped_at IS NULL AND completion_deadline_at < $2 AS uncompleted
                  FROM appointment WHERE status = ANY ($1)
            )
            SELECT 'ORDERS', s, count(o.status)::float8 FROM unnest($1) AS s LEFT JOIN open o ON o.status = s GROUP BY s
            UNION ALL SELECT 'BREACHES', 'response', count(*) FROM open WHERE unanswered
            UNION ALL SELECT 'BREACHES', 'completion', count(*) FROM open WHERE uncompleted
            UNION ALL SELECT 'BACKLOG', 'sla', coalesce(extract(epoch FROM $2 - min(sla_next_at)), 0)::float8
                        FROM appointment WHERE sla_next_at < $2
            UNION ALL SELECT 'BACKLOG', 'audit', coalesce(extract(epoch FROM now() - min(e.occurred_at)), 0)::float8
                        FROM audit_unsealed u JOIN audit_entry e ON e.id = u.entry_id
            UNION ALL SELECT 'OVERDUE', c, (SELECT count(*) FROM delivery WHERE channel = c AND next_attempt_at < $4)
                        FROM unnest($3::text[]) AS c""";

    /** What is due waits for a second at most, but for a busy moment. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final DatabaseClient background;

    ShopQueries(BackgroundConnections connections) {
        this.background = DatabaseClient.create(connections.factory());
    }

    /**
     * Every figure there is, those that are 0 included.
     *
     * @param channels by which something is sent
     */
    Flux<Reading> read(List<String> channels, Instant now) {
        return background
                .sql(STANDING)
                .bind(0, AppointmentStatus.ACTIVE.stream().map(Enum::name).toArray(String[]::new))
                .bind(1, now)
                .bind(2, channels.toArray(String[]::new))
                .bind(3, now.minus(PATIENCE))
                .map(row -> new Reading(
                        Kind.valueOf(row.get(0, String.class)),
                        Objects.requireNonNull(row.get(1, String.class)),
                        Objects.requireNonNull(row.get(2, Double.class))))
                .all();
    }

    /** What is read. */
    enum Kind {
        ORDERS,
        BREACHES,
        BACKLOG,
        OVERDUE
    }

    /** @param of which status, promise, work or channel it is about */
    record Reading(Kind kind, String of, double value) {}
}
