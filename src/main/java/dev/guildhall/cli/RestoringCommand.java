package dev.guildhall.cli;

import dev.guildhall.backup.RestoreService.Restored;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import picocli.CommandLine.Option;

/** A command that makes a database of a backup, and tells whether it is whole. */
abstract class RestoringCommand extends ReportingCommand {

    @Option(names = "--backup", required = true, paramLabel = "DIR", description = "What backup has made.")
    private Path backup = Path.of("");

    Path backup() {
        return backup;
    }

    /**
     * The exit code.
     *
     * @param done in one or two words
     */
    int tell(String done, Restored restored) {
        var manifest = restored.manifest();
        var result = new LinkedHashMap<String, Object>();
        result.put("whole", restored.problems().isEmpty());
        result.put("problems", restored.problems());
        result.put("taken_at", manifest.takenAt().toString());
        result.put("schema_version", manifest.schemaVersion());
        result.put("tables", manifest.tables().size());
        result.put("rows", manifest.rows());
        result.put("files", manifest.files().size());
        result.put("missing", manifest.missing());
        result.put("dropped_deliveries", restored.dropped());
        result.put("audit_rows", manifest.audit().rows());
        result.put("audit_head", restored.auditHead());
        result.put("rpo_seconds", seconds(restored.age()));
        result.put("rto_seconds", seconds(restored.took()));
        report(result, () -> {
            restored.problems().forEach(problem -> say("Problem: %s", problem));
            say(
                    "%s: tables=%d rows=%d files=%d dropped=%d problems=%d head=%s",
                    done,
                    manifest.tables().size(),
                    manifest.rows(),
                    manifest.files().size(),
                    restored.dropped(),
                    restored.problems().size(),
                    restored.auditHead().isEmpty() ? "none" : restored.auditHead());
            say("RPO %.1f s, RTO %.1f s", seconds(restored.age()), seconds(restored.took()));
        });
        return restored.problems().isEmpty() ? 0 : 1;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
