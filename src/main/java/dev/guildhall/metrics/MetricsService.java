package dev.guildhall.metrics;

import dev.guildhall.metrics.Funnel.Step;
import dev.guildhall.metrics.Verification.Compared;
import dev.guildhall.shared.BusinessDays;
import dev.guildhall.shared.InvalidFields;
import dev.guildhall.shared.Slice;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Computes, lists, adds up, explains and verifies the metrics of days. */
@Service
public class MetricsService {

    private static final int MOST_DAYS_LISTED = 365;
    private static final int USUAL_DAYS = 30;
    private static final int DAYS_PER_STATEMENT = 31;
    private static final LocalDate EARLIEST = LocalDate.of(1, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(9999, 12, 31);

    private final MetricsQueries queries;
    private final BusinessDays calendar;
    private final Clock clock;

    MetricsService(MetricsQueries queries, BusinessDays calendar, Clock clock) {
        this.queries = queries;
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * Computes every day of the range, both bounds included, and replaces what was computed before. Gives each day once it is
     * stored, so counting them tells how many there were and watching them shows the progress. An empty range gives none.
     */
    public Flux<LocalDate> compute(LocalDate from, LocalDate to) {
        return days(from, to).concatMap(this::computeAtOnce);
    }

    /** The newest 365 days of a range, newest first; both bounds are included, and a missing one is open. */
    public Flux<DailyMetrics> list(Optional<LocalDate> from, Optional<LocalDate> to) {
        return list(from, to, Slice.ALL);
    }

    /** As {@link #list(Optional, Optional)}, a slice of them. */
    public Flux<DailyMetrics> list(Optional<LocalDate> from, Optional<LocalDate> to, Slice slice) {
        return queries.list(range(from, to), slice.ofAtMost(MOST_DAYS_LISTED)).map(Day::shown);
    }

    /** All days of a range, newest first. */
    public Flux<DailyMetrics> listAll(Optional<LocalDate> from, Optional<LocalDate> to) {
        return queries.list(range(from, to), Slice.ALL).map(Day::shown);
    }

    /** The days of a period added up. */
    public Mono<Summary> summary(Period period) {
        return queries.list(period, Slice.ALL).collectList().map(days -> Summary.of(period, days));
    }

    /** How far the orders of a period have come. */
    public Mono<Funnel> funnel(Period period) {
        return queries.funnel(period).collectList().map(orders -> Funnel.of(period, orders));
    }

    /** What a figure is made of, the earliest first. */
    public Mono<Figure> figure(Metric metric, Period period, Slice slice) {
        return queries.figure(metric, period, slice);
    }

    /** The orders that have come to a step, the earliest first. */
    public Mono<Figure> funnel(Step step, Period period, Slice slice) {
        return queries.funnel(step, period, slice);
    }

    /** The period that is asked for; by default the 30 days up to the last one, and that is yesterday. */
    public Period period(Optional<LocalDate> from, Optional<LocalDate> to) {
        var last = to.orElseGet(() -> latest(calendar.dayOf(clock.instant()).minusDays(1), from.orElse(EARLIEST)));
        var first = from.orElseGet(() -> latest(EARLIEST, last.minusDays(USUAL_DAYS - 1L)));
        if (first.isAfter(last)) {
            throw InvalidFields.of("to", "metrics.period");
        }
        return new Period(first, last);
    }

    /**
     * Computes days again and compares them with what is stored; writes nothing. Days that are known to have changed are left out: they
     * are about to be computed anew.
     *
     * @param from by default the first day with anybody, or the first that was computed
     * @param to by default yesterday
     */
    public Mono<Verification> verify(Optional<LocalDate> from, Optional<LocalDate> to) {
        var last = to.orElseGet(() -> calendar.dayOf(clock.instant()).minusDays(1));
        return Mono.justOrEmpty(from)
                .switchIfEmpty(queries.beginning().flatMap(beginning -> Mono.justOrEmpty(beginning.first())))
                .flatMapMany(first -> days(first, last))
                .concatMap(queries::compare)
                .collectList()
                .map(MetricsService::verified);
    }

    private static Period range(Optional<LocalDate> from, Optional<LocalDate> to) {
        return new Period(from.orElse(EARLIEST), to.orElse(LATEST));
    }

    private static Verification verified(List<Compared> days) {
        return new Verification(
                days.size(),
                (int) days.stream().filter(Compared::waiting).count(),
                days.stream().flatMap(day -> day.drifts().stream()).toList());
    }

    private static Flux<List<LocalDate>> days(LocalDate from, LocalDate to) {
        return Flux.fromStream(() -> from.isAfter(to) ? Stream.empty() : from.datesUntil(to.plusDays(1)))
                .buffer(DAYS_PER_STATEMENT);
    }

    private static LocalDate latest(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private Flux<LocalDate> computeAtOnce(List<LocalDate> days) {
        var now = clock.instant();
        return queries.compute(days, now).thenMany(Flux.fromIterable(days));
    }
}
