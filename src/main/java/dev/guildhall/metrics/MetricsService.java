package dev.guildhall.metrics;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;

/** Computes and lists the metrics of days. */
@Service
public class MetricsService {

    private static final int DAYS_PER_STATEMENT = 31;
    private static final LocalDate EARLIEST = LocalDate.of(1, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(9999, 12, 31);

    private final MetricsQueries queries;
    private final Clock clock;

    MetricsService(MetricsQueries queries, Clock clock) {
        this.queries = queries;
        this.clock = clock;
    }

    /**
     * Computes every day of the range, both bounds included, and replaces what was computed before. Gives each day once it is
     * stored, so counting them tells how many there were and watching them shows the progress. An empty range gives none.
     */
    public Flux<LocalDate> compute(LocalDate from, LocalDate to) {
        return Flux.fromStream(() -> from.isAfter(to) ? Stream.empty() : from.datesUntil(to.plusDays(1)))
                .buffer(DAYS_PER_STATEMENT)
                .concatMap(this::computeAtOnce);
    }

    /** The newest 365 days of a range, newest first; both bounds are included, and a missing one is open. */
    public Flux<DailyMetrics> list(Optional<LocalDate> from, Optional<LocalDate> to) {
        return queries.list(from.orElse(EARLIEST), to.orElse(LATEST));
    }

    private Flux<LocalDate> computeAtOnce(List<LocalDate> days) {
        var now = clock.instant();
        return queries.compute(days, now).thenMany(Flux.fromIterable(days));
    }
}
