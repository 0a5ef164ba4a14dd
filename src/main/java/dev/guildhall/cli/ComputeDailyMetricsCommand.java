package dev.guildhall.cli;

import dev.guildhall.database.Transactions;
import dev.guildhall.metrics.MetricsService;
import dev.guildhall.shared.BusinessDays;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Component
@Profile("cli")
@Command(
        name = "compute-daily-metrics",
        description = "Computes the metrics of a day or a range of days; yesterday when no day is given.")
class ComputeDailyMetricsCommand extends GuildhallCommand {

    private final ObjectProvider<MetricsService> metrics;
    private final ObjectProvider<BusinessDays> days;
    private final ObjectProvider<Transactions> transactions;
    private final Clock clock;

    @Option(names = "--date", paramLabel = "YYYY-MM-DD", description = "One day.")
    private @Nullable LocalDate date;

    @ArgGroup(exclusive = false)
    private @Nullable Range range;

    ComputeDailyMetricsCommand(
            ObjectProvider<MetricsService> metrics,
            ObjectProvider<BusinessDays> days,
            ObjectProvider<Transactions> transactions,
            Clock clock) {
        this.transactions = transactions;
        this.metrics = metrics;
        this.days = days;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        if (date != null && range != null) {
            throw misused("--date and --from/--to exclude each other.");
        }
        var from = range != null ? range.from : date != null ? date : yesterday();
        var to = range != null ? range.to : from;
        if (to.isBefore(from)) {
            throw misused("--to must not be before --from.");
        }
        var computed = metrics.getObject()
                .compute(from, to)
                .doOnNext(day -> tellProgress("Computed %s", day))
                .count();
        var count = transactions.getObject().run(computed).block();
        say("Daily metrics computed: days=%d (%s to %s)", count, from, to);
        return 0;
    }

    private LocalDate yesterday() {
        return days.getObject().dayOf(clock.instant()).minusDays(1);
    }

    /** Both ends of a range, both included. */
    private static final class Range {

        @Option(names = "--from", required = true, paramLabel = "YYYY-MM-DD", description = "First day.")
        private LocalDate from = LocalDate.EPOCH;

        @Option(names = "--to", required = true, paramLabel = "YYYY-MM-DD", description = "Last day.")
        private LocalDate to = LocalDate.EPOCH;
    }
}
