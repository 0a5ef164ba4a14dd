package dev.guildhall.cli;

import dev.guildhall.database.OtherDatabase;
import dev.guildhall.original.ImportOrder;
import dev.guildhall.original.ImportReport;
import dev.guildhall.original.OriginalImport;
import dev.guildhall.shared.InvalidSetting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

@Component
@Profile("cli")
@Command(
        name = "import-original",
        description =
                "Copies a database of the original service and its files into ours. May be repeated, and goes on where it broke off: each time it brings what is new or has changed.")
class ImportOriginalCommand extends ReportingCommand {

    private final ObjectProvider<OriginalImport> original;
    private final JsonMapper json;
    private final Clock clock;

    @Option(
            names = "--source",
            required = true,
            paramLabel = "URL",
            description =
                    "The database of the original: postgresql://user:password@host:5432/database. It is only read.")
    private String source = "";

    @Option(
            names = "--media",
            paramLabel = "DIR",
            description = "Its media folder. Without it files are left out, until a run that has one.")
    private @Nullable Path media;

    @Option(names = "--dry-run", description = "Only tell what would come of it; write nothing.")
    private boolean dryRun;

    ImportOriginalCommand(ObjectProvider<OriginalImport> original, JsonMapper json, Clock clock) {
        this.original = original;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        if (media != null && !Files.isDirectory(media)) {
            throw misused("--media must be a folder, and " + media + " is none.");
        }
        var began = clock.instant();
        var order = new ImportOrder(
                database(),
                media,
                dryRun,
                progress -> tellProgress("%s: %d of %d", progress.table(), progress.done(), progress.of()));
        var report = Objects.requireNonNull(original.getObject().run(order).block());
        var took = Duration.between(began, clock.instant());
        report(json.valueToTree(Json.of(report, dryRun, took)), () -> tell(report, took));
        return 0;
    }

    private OtherDatabase database() {
        try {
            return OtherDatabase.at("--source", source);
        } catch (InvalidSetting invalid) {
            throw misused(String.valueOf(invalid.getMessage()));
        }
    }

    private void tell(ImportReport report, Duration took) {
        report.refused().forEach(line -> say("Refused: %s %d: %s", line.table(), line.id(), line.text()));
        report.notes().forEach(line -> say("Note: %s %d: %s", line.table(), line.id(), line.text()));
        say("%-30s %9s %9s %9s %9s %9s %9s", "table", "read", "new", "changed", "same", "refused", "gone");
        report.tables()
                .forEach((table, count) -> say(
                        "%-30s %9d %9d %9d %9d %9d %9d",
                        table,
                        count.read(),
                        count.brought(),
                        count.changed(),
                        count.same(),
                        count.refused(),
                        count.gone()));
        var total = report.total();
        say(
                "%s: read=%d new=%d changed=%d same=%d refused=%d gone=%d files=%d missing=%d seconds=%d",
                dryRun ? "Original to be imported" : "Original imported",
                total.read(),
                total.brought(),
                total.changed(),
                total.same(),
                total.refused(),
                total.gone(),
                report.files().copied(),
                report.files().missing(),
                took.toSeconds());
    }

    /** The report for machines: the same figures, by the words of the table. */
    private record Json(
            boolean dryRun, long seconds, Object tables, Object total, Object refused, Object notes, Object files) {

        static Json of(ImportReport report, boolean dryRun, Duration took) {
            return new Json(
                    dryRun,
                    took.toSeconds(),
                    report.tables(),
                    report.total(),
                    report.refused(),
                    report.notes(),
                    report.files());
        }
    }
}
