package dev.guildhall.metrics;

import dev.guildhall.metrics.SealRepository.Seal;
import dev.guildhall.shared.BusinessDays;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Computes days once they are over, and again when something about them has changed since: an order completed late, a price changed,
 * an order cancelled that had been paid. Any number of nodes may try at once, and one does it.
 */
@Component
public class MetricsSealing {

    /** Days before that are not computed by themselves: nobody's first order is that old. */
    private static final int MOST_YEARS = 20;

    private static final int DAYS_AT_A_TIME = 31;
    private static final int CHANGES_AT_A_TIME = 20_000;

    private final SealRepository seals;
    private final BusinessDays calendar;
    private final Clock clock;

    MetricsSealing(SealRepository seals, BusinessDays calendar, Clock clock) {
        this.seals = seals;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** Does what there is to do, a month at a time, and tells which days were computed. */
    public Flux<LocalDate> seal() {
        return Mono.defer(this::once)
                .expand(done -> done.isEmpty() ? Mono.empty() : once())
                .flatMapIterable(done -> done);
    }

    private Mono<List<LocalDate>> once() {
        var now = clock.instant();
        var today = calendar.dayOf(now);
        return seals.isDue(today)
                .filter(due -> due)
                .flatMap(due -> seals.inTransaction(seals.lock().flatMap(seal -> compute(seal, today, now))))
                .defaultIfEmpty(List.of());
    }

    private Mono<List<LocalDate>> compute(Seal seal, LocalDate today, Instant now) {
        return Mono.justOrEmpty(seal.next())
                .switchIfEmpty(Mono.defer(() -> firstDay(seal, today)))
                .zipWhen(next -> changedBefore(next, today), (next, changed) -> Round.of(changed, next, today))
                .delayUntil(round -> compute(round.days(), now))
                .delayUntil(round -> seals.save(round.until()))
                .map(Round::days);
    }

    private Mono<LocalDate> firstDay(Seal seal, LocalDate today) {
        var earliest = today.minusYears(MOST_YEARS);
        return seals.beginning()
                .flatMap(beginning -> Mono.justOrEmpty(seal.first(beginning)))
                .map(day -> day.isBefore(earliest) ? earliest : day);
    }

    /** Days that were computed and are no longer right. Those that come yet will be right anyway. */
    private Mono<List<LocalDate>> changedBefore(LocalDate next, LocalDate today) {
        return seals.takeChanges(today, CHANGES_AT_A_TIME)
                .map(calendar::dayOf)
                .filter(day -> day.isBefore(next))
                .distinct()
                .collectSortedList();
    }

    private Mono<Void> compute(List<LocalDate> days, Instant now) {
        return Flux.fromIterable(days)
                .buffer(DAYS_AT_A_TIME)
                .concatMap(some -> seals.compute(some, now))
                .then();
    }

    /**
     * What is computed in one transaction.
     *
     * @param until how far days are computed then
     */
    private record Round(List<LocalDate> days, LocalDate until) {

        static Round of(List<LocalDate> changed, LocalDate next, LocalDate today) {
            var fresh = next.isBefore(today)
                    ? next.datesUntil(today).limit(DAYS_AT_A_TIME).toList()
                    : List.<LocalDate>of();
            var until = fresh.isEmpty() ? next.minusDays(1) : fresh.get(fresh.size() - 1);
            return new Round(Stream.concat(changed.stream(), fresh.stream()).toList(), until);
        }
    }
}
