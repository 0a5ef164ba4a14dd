package dev.guildhall.metrics;

import dev.guildhall.database.KeysetQueries;
import dev.guildhall.metrics.Figure.Found;
import dev.guildhall.metrics.Figure.Totals;
import dev.guildhall.metrics.Funnel.Step;
import dev.guildhall.metrics.Funnel.Stopped;
import dev.guildhall.metrics.Verification.Compared;
import dev.guildhall.shared.BusinessDays;
import dev.guildhall.shared.Slice;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Computes and reads the rows of {@code daily_metrics}, and what they are made of. */
@Repository
class MetricsQueries {

    private static final String COLUMNS = """
            date, gmv_total, new_users, new_appointments, paid_appointments, completed_appointments,
            avg_time_to_first_response, avg_time_to_complete, conversion_new_to_paid, responded_appointments, timed_completions""";

    /** What the days should be. Each part of the view is read through the index of the time it goes by. */
    private static final String COMPUTED = """
            SELECT day.date, figures.*, day.starts, day.ends
              FROM unnest(:dates::date[], :starts::timestamptz[], :ends::timestamptz[]) AS day (date, starts, ends)
             CROSS JOIN LATERAL (
                SELECT coalesce(sum(value) FILTER (WHERE metric = 'gmv_total'), 0)::bigint AS gmv_total,
                       coalesce(sum(value) FILTER (WHERE metric = 'new_users'), 0)::integer AS new_users,
                       coalesce(sum(value) FILTER (WHERE metric = 'new_appointments'), 0)::integer AS new_appointments,
                       coalesce(sum(value) FILTER (WHERE metric = 'paid_appointments'), 0)::integer AS paid_appointments,
                       coalesce(sum(value) FILTER (WHERE metric = 'completed_appointments'), 0)::integer AS completed_appointments,
                       coalesce(sum(value) FILTER (WHERE metric = 'avg_time_to_first_response')
                              / nullif(sum(weight) FILTER (WHERE metric = 'avg_time_to_first_response'), 0), 0)::double precision
                           AS avg_time_to_first_response,
                       coalesce(sum(value) FILTER (WHERE metric = 'avg_time_to_complete')
                              / nullif(sum(weight) FILTER (WHERE metric = 'avg_time_to_complete'), 0), 0)::double precision
                           AS avg_time_to_complete,
                       coalesce(sum(value) FILTER (WHERE metric = 'conversion_new_to_paid')
                              / nullif(sum(weight) FILTER (WHERE metric = 'conversion_new_to_paid'), 0), 0)::double precision
                           AS conversion_new_to_paid,
                       coalesce(sum(weight) FILTER (WHERE metric = 'avg_time_to_first_response'), 0)::integer
                           AS responded_appointments,
                       coalesce(sum(weight) FILTER (WHERE metric = 'avg_time_to_complete'), 0)::integer AS timed_completions
                  FROM metrics_fact WHERE moment >= day.starts AND moment < day.ends) figures""";

    private static final String COMPUTE = "INSERT INTO daily_metrics (" + COLUMNS + ", computed_at) SELECT " + COLUMNS
            + ", :now FROM (" + COMPUTED + """
            ) computed
            ON CONFLICT (date) DO UPDATE
               SET gmv_total = excluded.gmv_total, new_users = excluded.new_users, new_appointments = excluded.new_appointments,
                   paid_appointments = excluded.paid_appointments,
                   completed_appointments = excluded.completed_appointments,
                   avg_time_to_first_response = excluded.avg_time_to_first_response,
                   avg_time_to_complete = excluded.avg_time_to_complete,
                   conversion_new_to_paid = excluded.conversion_new_to_paid,
                   responded_appointments = excluded.responded_appointments,
                   timed_completions = excluded.timed_completions, computed_at = excluded.computed_at
            """;

    /** Both sides of the comparison, and whether a day waits to be computed anew, as of one moment. */
    private static final String COMPARE = """
            SELECT computed.%s, stored.%s,
                   EXISTS (SELECT FROM metrics_change WHERE moment >= computed.starts AND moment < computed.ends)
              FROM (%s) computed LEFT JOIN daily_metrics stored ON stored.date = computed.date
             ORDER BY computed.date
            """.formatted(qualified("computed"), qualified("stored"), COMPUTED);

    /** The one query behind lists, charts, cards and files. */
    private static final String LIST = "SELECT " + COLUMNS + """

              FROM daily_metrics
             WHERE date BETWEEN :from AND :to""";

    private static final KeysetQueries NEWEST_FIRST = KeysetQueries.descending(KeysetQueries.day("date"));

    private static final String FACTS = """
            SELECT moment, value, weight, appointment_id, account_id FROM metrics_fact
             WHERE metric = :metric AND moment >= :starts AND moment < :ends""";

    private static final String FACTS_OF_A_STEP = """
            SELECT moment, 1::numeric AS value, NULL::integer AS weight, appointment_id, account_id FROM metrics_funnel
             WHERE reached >= :step AND moment >= :starts AND moment < :ends""";

    /** Of one order there may be two facts of a moment, of different weight. */
    private static final KeysetQueries EARLIEST_FIRST = KeysetQueries.ascending(
            KeysetQueries.time("moment"),
            KeysetQueries.number("order_id"),
            KeysetQueries.number("account_id"),
            KeysetQueries.number("lightness"));

    /** The sums of all facts with every row of the slice; by themselves when there is none. */
    private static final String ROWS = """
            WITH fact AS (
                SELECT f.*, coalesce(f.appointment_id, 0) AS order_id, coalesce(-f.weight, 0) AS lightness FROM (%s) f
            ), total AS (
                SELECT count(*), coalesce(sum(value), 0), sum(weight) FROM fact
            ), slice AS (
                SELECT fact.*, a.brand, a.model, a.status, u.username
                  FROM fact
                  JOIN account u ON u.id = fact.account_id
                  LEFT JOIN appointment a ON a.id = fact.appointment_id
                 WHERE true %s
            )
            SELECT moment, total.*, slice.value, weight, appointment_id, brand, model, status, account_id, username
              FROM total LEFT JOIN slice ON true %s""";

    private static final String FUNNEL = """
            SELECT reached, is_lost, count(*) FROM metrics_funnel
             WHERE moment >= :starts AND moment < :ends GROUP BY reached, is_lost
            """;

    private static final String BEGINNING = """
            SELECT least((SELECT min(created_at) FROM account), (SELECT min(created_at) FROM appointment)),
                   (SELECT min(date) FROM daily_metrics)
            """;

    private static final int WIDTH = 11;

    private final DatabaseClient database;
    private final BusinessDays calendar;

    MetricsQueries(DatabaseClient database, BusinessDays calendar) {
        this.database = database;
        this.calendar = calendar;
    }

    /** Computes these days, replacing what was computed before. */
    Mono<Void> compute(List<LocalDate> days, Instant now) {
        return compute(database, calendar, days, now);
    }

    /** The same on other connections. */
    static Mono<Void> compute(DatabaseClient database, BusinessDays calendar, List<LocalDate> days, Instant now) {
        return days(database.sql(COMPUTE), calendar, days).bind("now", now).then();
    }

    /** Computes these days and compares them with what is stored; writes nothing. */
    Flux<Compared> compare(List<LocalDate> days) {
        return days(database.sql(COMPARE), calendar, days)
                .map(MetricsQueries::compared)
                .all();
    }

    /** The days of the period, newest first. */
    Flux<Day> list(Period period, Slice slice) {
        var part = NEWEST_FIRST.of(slice);
        return part.bind(database.sql(LIST + part.condition() + part.end())
                        .bind("from", period.from())
                        .bind("to", period.to()))
                .map(row -> day(row, 0))
                .all();
    }

    /** What a figure of these days is made of, the earliest first. */
    Mono<Figure> figure(Metric metric, Period period, Slice slice) {
        return figure(FACTS, "metric", metric.word(), metric.places(), period, slice);
    }

    /** How far the orders of these days have come. */
    Flux<Stopped> funnel(Period period) {
        return period(database.sql(FUNNEL), period)
                .map(row -> new Stopped(
                        required(row, 0, Integer.class), required(row, 1, Boolean.class), required(row, 2, Long.class)))
                .all();
    }

    /** The orders of these days that have come as far as this, the earliest first. */
    Mono<Figure> funnel(Step step, Period period, Slice slice) {
        return figure(FACTS_OF_A_STEP, "step", step.ordinal(), 0, period, slice);
    }

    /** Where it all begins. */
    Mono<Beginning> beginning() {
        return beginning(database, calendar);
    }

    static Mono<Beginning> beginning(DatabaseClient database, BusinessDays calendar) {
        return database.sql(BEGINNING)
                .map(row -> new Beginning(
                        Optional.ofNullable(row.get(0, Instant.class)).map(calendar::dayOf),
                        Optional.ofNullable(row.get(1, LocalDate.class))))
                .one();
    }

    private Mono<Figure> figure(String facts, String of, Object what, int places, Period period, Slice slice) {
        var part = EARLIEST_FIRST.of(slice);
        var rows = ROWS.formatted(facts, part.condition() + part.end(), part.end());
        return part.bind(period(database.sql(rows), period).bind(of, what))
                .map(MetricsQueries::found)
                .all()
                .collectList()
                .map(found -> new Figure(
                        found.get(0).totals().figure(places),
                        found.get(0).totals().count(),
                        found.stream().flatMap(one -> one.row().stream()).toList()));
    }

    private static DatabaseClient.GenericExecuteSpec days(
            DatabaseClient.GenericExecuteSpec statement, BusinessDays calendar, List<LocalDate> days) {
        return statement
                .bind("dates", days.toArray(LocalDate[]::new))
                .bind("starts", days.stream().map(calendar::startOf).toArray(Instant[]::new))
                .bind("ends", days.stream().map(calendar::endOf).toArray(Instant[]::new));
    }

    private DatabaseClient.GenericExecuteSpec period(DatabaseClient.GenericExecuteSpec statement, Period period) {
        return statement.bind("starts", calendar.startOf(period.from())).bind("ends", calendar.endOf(period.to()));
    }

    private static Compared compared(Readable row) {
        var expected = day(row, 0);
        var stored = row.get(WIDTH) == null ? List.<Day>of() : List.of(day(row, WIDTH));
        return new Compared(expected.date(), stored, expected, required(row, 2 * WIDTH, Boolean.class));
    }

    private static Found found(Readable row) {
        var totals =
                new Totals(required(row, 1, Long.class), required(row, 2, BigDecimal.class), row.get(3, Long.class));
        var at = Optional.ofNullable(row.get(0, Instant.class));
        return new Found(at.map(moment -> row(row, moment)), totals);
    }

    private static Figure.Row row(Readable row, Instant at) {
        return new Figure.Row(
                at,
                required(row, 4, BigDecimal.class).doubleValue(),
                row.get(5, Integer.class),
                row.get(6, Long.class),
                row.get(7, String.class),
                row.get(8, String.class),
                row.get(9, String.class),
                required(row, 10, Long.class),
                required(row, 11, String.class));
    }

    private static Day day(Readable row, int offset) {
        return new Day(
                required(row, offset, LocalDate.class),
                required(row, offset + 1, Long.class),
                required(row, offset + 2, Integer.class),
                required(row, offset + 3, Integer.class),
                required(row, offset + 4, Integer.class),
                required(row, offset + 5, Integer.class),
                required(row, offset + 6, Double.class),
                required(row, offset + 7, Double.class),
                required(row, offset + 8, Double.class),
                required(row, offset + 9, Integer.class),
                required(row, offset + 10, Integer.class));
    }

    private static String qualified(String table) {
        return COLUMNS.replaceAll(",\\s+", ", " + table + ".");
    }

    private static <T> T required(Readable row, int index, Class<T> type) {
        return Objects.requireNonNull(row.get(index, type));
    }

    /**
     * Where it all begins.
     *
     * @param happened the day of the first person or order
     * @param stored the first day that was ever computed
     */
    record Beginning(Optional<LocalDate> happened, Optional<LocalDate> stored) {

        /** The earlier of the two. */
        Optional<LocalDate> first() {
            return Stream.concat(happened.stream(), stored.stream()).min(LocalDate::compareTo);
        }
    }
}
