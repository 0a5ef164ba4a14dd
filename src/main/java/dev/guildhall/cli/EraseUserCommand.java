package dev.guildhall.cli;

import dev.guildhall.privacy.Erasure;
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
        name = "erase-user",
        description =
                "Takes away what is personal about somebody, for good: names, words, files, sessions. Orders, money, ratings and the audit log stay.")
class EraseUserCommand extends ReportingCommand {

    private final ObjectProvider<Erasure> erasure;

    @Option(names = "--id", required = true, paramLabel = "N", description = "Number of the account.")
    private long id;

    @Option(names = "--dry-run", description = "Only tell what would change.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do it: it cannot be undone.")
    private boolean yes;

    EraseUserCommand(ObjectProvider<Erasure> erasure) {
        this.erasure = erasure;
    }

    @Override
    public Integer call() {
        if (dryRun == yes) {
            throw misused("Say either --dry-run or --yes.");
        }
        var work =
                dryRun ? erasure.getObject().foretell(id) : erasure.getObject().erase(id);
        tell(Objects.requireNonNull(work.block()));
        return 0;
    }

    private void tell(Erasure.Erased erased) {
        var result = new LinkedHashMap<String, Object>();
        result.put("id", erased.id());
        result.put("name", erased.name());
        result.put("dry_run", dryRun);
        result.put("already", erased.already());
        result.put("rows", erased.rows());
        result.put("files", erased.files().size());
        report(result, () -> {
            if (erased.already()) {
                say("Erased already: id=%d", erased.id());
                return;
            }
            erased.rows().forEach((table, rows) -> say("%s=%d", table, rows));
            say(
                    "%s: id=%d rows=%d files=%d",
                    dryRun ? "To be erased" : "Erased",
                    erased.id(),
                    erased.rows().values().stream().mapToLong(Long::longValue).sum(),
                    erased.files().size());
        });
    }
}
