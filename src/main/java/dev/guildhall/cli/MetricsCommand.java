package dev.guildhall.cli;

import dev.guildhall.metrics.MetricsService;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Component
@Profile("cli")
@Command(name = "metrics", description = "Looks after the daily metrics.", synopsisSubcommandLabel = "verify")
class MetricsCommand extends GuildhallCommand {

    private final ObjectProvider<MetricsService> metrics;

    MetricsCommand(ObjectProvider<MetricsService> metrics) {
        this.metrics = metrics;
    }

    @Override
    public Integer call() {
        throw misused("Say what to do: metrics verify.");
    }

    @Command(
            name = "verify",
            description =
                    "Computes days again, compares them with what is stored and changes nothing; exit code 1 when anything differs.",
            footer = EXIT_CODES)
    Integer verify(
            @Option(
                            names = "--from",
                            paramLabel = "YYYY-MM-DD",
                            description = "First day; by default the first one with anybody.")
                    @Nullable
                    LocalDate from,
            @Option(names = "--to", paramLabel = "YYYY-MM-DD", description = "Last day; by default yesterday.")
                    @Nullable
                    LocalDate to,
            @Option(
                            names = {"-h", "--help"},
                            usageHelp = true,
                            description = "Explains this command.")
                    boolean asksForHelp) {
        if (from != null && to != null && to.isBefore(from)) {
            throw misused("--to must not be before --from.");
        }
        var found = metrics.getObject()
                .verify(Optional.ofNullable(from), Optional.ofNullable(to))
                .block();
        if (found == null) {
            throw new IllegalStateException("The verification gave nothing");
        }
        found.drifts()
                .forEach(drift -> say(
                        "%s: %s was %s, should be %s", drift.date(), drift.column(), drift.stored(), drift.expected()));
        say(
                "Metrics verified: days=%d differences=%d waiting=%d",
                found.days(), found.drifts().size(), found.waiting());
        return found.drifts().isEmpty() ? 0 : 1;
    }
}
