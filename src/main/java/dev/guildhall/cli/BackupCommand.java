package dev.guildhall.cli;

import dev.guildhall.backup.BackupService;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Component
@Profile("cli")
@Command(
        name = "backup",
        description =
                "Copies the database as of one moment, and the uploaded files, into a new folder. Servers may go on.")
class BackupCommand extends ReportingCommand {

    private final ObjectProvider<BackupService> backups;

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "A folder that is not there yet.")
    private Path output = Path.of("");

    @Option(names = "--no-files", description = "Only the database.")
    private boolean withoutFiles;

    BackupCommand(ObjectProvider<BackupService> backups) {
        this.backups = backups;
    }

    @Override
    public Integer call() {
        var manifest = Objects.requireNonNull(backups.getObject()
                .take(output, !withoutFiles, line -> tellProgress("%s", line))
                .block());
        manifest.missing().forEach(key -> tellProgress("Missing: %s", key));
        var result = new LinkedHashMap<String, Object>();
        result.put("output", output.toString());
        result.put("taken_at", manifest.takenAt().toString());
        result.put("schema_version", manifest.schemaVersion());
        result.put("tables", manifest.tables().size());
        result.put("rows", manifest.rows());
        result.put("files", manifest.files().size());
        result.put("missing", manifest.missing());
        result.put("bytes", manifest.bytes());
        result.put("audit_head", manifest.audit().head());
        report(
                result,
                () -> say(
                        "Backup taken: tables=%d rows=%d files=%d missing=%d bytes=%d at=%s head=%s",
                        manifest.tables().size(),
                        manifest.rows(),
                        manifest.files().size(),
                        manifest.missing().size(),
                        manifest.bytes(),
                        manifest.takenAt(),
                        manifest.audit().head().isEmpty()
                                ? "none"
                                : manifest.audit().head()));
        return 0;
    }
}
