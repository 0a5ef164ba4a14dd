package dev.guildhall.metrics;

import dev.guildhall.shared.BusinessDays;
import dev.guildhall.shared.Rounding;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Computes and reads the rows of {@code daily_metrics}. */
@Repository
class MetricsQueries {

    private static final int MOST_DAYS_LISTED = 365;

    /** Each part reads the orders of its day through the index of the time it goes by. */
    private static final String COMPUTE = """
            INSERT INTO daily_metrics (date, gmv_total, new_users, new_appointments, paid_appointments, completed_appointments,
                                       avg_time_to_first_response, avg_time_to_complete, conversion_new_to_paid, computed_at)
            SELECT day.date, paid.gmv, users.total, filed.total, paid.total, completed.total,
                   filed.response, completed.duration,
                   CASE WHEN filed.total > 0 THEN paid.total::double precision / filed.total ELSE 0 END, :now
              FROM unnest(:dates::date[], :starts::timestamptz[], :ends::timestamptz[]) AS day (date, starts, ends)
             CROSS JOIN LATERAL (
                SELECT count(*) AS total FROM account WHERE created_at >= day.starts AND created_at < day.ends) users
             CROSS JOIN LATERAL (
                SELECT count(*) AS total,
                       coalesce(avg(greatest(extract(epoch FROM taken_at - created_at), 0)) FILTER (WHERE taken_at IS NOT NULL), 0)
                           AS response
                  FROM appointment WHERE created_at >= day.starts AND created_at < day.ends) filed
             CROSS JOIN LATERAL (
                SELECT count(*) AS total,
                       coalesce(sum(total_price) FILTER (WHERE status IN ('PAID', 'IN_PROGRESS', 'COMPLETED')), 0) AS gmv
                  FROM appointment WHERE payment_confirmed_at >= day.starts AND payment_confirmed_at < day.ends) paid
             CROSS JOIN LATERAL (
                SELECT count(*) AS total, coalesce(avg(extract(epoch FROM completed_at - started_at)), 0) AS duration
                  FROM appointment WHERE completed_at >= day.starts AND completed_at < day.ends) completed
            ON CONFLICT (date) DO UPDATE
               SET gmv_total = excluded.gmv_total, new_users = excluded.new_users, new_appointments = excluded.new_appointments,
                   paid_appointments = excluded.paid_appointments,
                   completed_appointments = excluded.completed_appointments,
                   avg_time_to_first_response = excluded.avg_time_to_first_response,
                   avg_time_to_complete = excluded.avg_time_to_complete,
                   conversion_new_to_paid = excluded.conversion_new_to_paid, computed_at = excluded.computed_at
            """;

    private static final String LIST = """
            SELECT date, gmv_total, new_users, new_appointments, paid_appointments, completed_appointments,
                   avg_time_to_first_response, avg_time_to_complete, conversion_new_to_paid
              FROM daily_metrics
             WHERE date BETWEEN :from AND :to
             ORDER BY date DESC LIMIT :most
            """;

    private final DatabaseClient database;
    private final BusinessDays calendar;

    MetricsQueries(DatabaseClient database, BusinessDays calendar) {
        this.database = database;
        this.calendar = calendar;
    }

    /** Computes these days, replacing what was computed before. */
    Mono<Void> compute(List<LocalDate> days, Instant now) {
        return database.sql(COMPUTE)
                .bind("dates", days.toArray(LocalDate[]::new))
                .bind("starts", days.stream().map(calendar::startOf).toArray(Instant[]::new))
                .bind("ends", days.stream().map(calendar::endOf).toArray(Instant[]::new))
                .bind("now", now)
                .then();
    }

    /** The newest days of the range, both bounds included. */
    Flux<DailyMetrics> list(LocalDate from, LocalDate to) {
        return database.sql(LIST)
                .bind("from", from)
                .bind("to", to)
                .bind("most", MOST_DAYS_LISTED)
                .map(MetricsQueries::metrics)
                .all();
    }

    private static DailyMetrics metrics(Readable row) {
        return new DailyMetrics(
                Objects.requireNonNull(row.get(0, LocalDate.class)),
                Objects.requireNonNull(row.get(1, Long.class)),
                intAt(row, 2),
                intAt(row, 3),
                intAt(row, 4),
                intAt(row, 5),
                Rounding.toPlaces(doubleAt(row, 6), 2),
                Rounding.toPlaces(doubleAt(row, 7), 2),
                Rounding.toPlaces(doubleAt(row, 8), 4));
    }

    private static int intAt(Readable row, int index) {
        return Objects.requireNonNull(row.get(index, Integer.class));
    }

    private static double doubleAt(Readable row, int index) {
        return Objects.requireNonNull(row.get(index, Double.class));
    }
}
