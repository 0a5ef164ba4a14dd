package dev.guildhall.cli;

import dev.guildhall.upkeep.Purge;
import dev.guildhall.upkeep.Purge.Purged;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Component
@Profile("cli")
@Command(
        name = "purge",
        description =
                "Deletes what has expired: sessions, tokens, tickets, idempotency keys, the live log beyond its retention. Servers may go on.")
class PurgeCommand extends ReportingCommand {

    private final ObjectProvider<Purge> purge;

    @Option(names = "--dry-run", description = "Only count.")
    private boolean dryRun;

    PurgeCommand(ObjectProvider<Purge> purge) {
        this.purge = purge;
    }

    @Override
    public Integer call() {
        var kinds = new LinkedHashMap<String, Long>();
        (dryRun ? purge.getObject().count() : purge.getObject().run())
                .doOnNext(purged -> tell(purged, kinds))
                .blockLast();
        var total = kinds.values().stream().mapToLong(Long::longValue).sum();
        report(Map.of("dry_run", dryRun, "kinds", kinds, "total", total), () -> {
            kinds.forEach((kind, rows) -> say("%s=%d", kind, rows));
            say("%s: rows=%d", dryRun ? "To be purged" : "Purged", total);
        });
        return 0;
    }

    private void tell(Purged purged, Map<String, Long> kinds) {
        kinds.put(purged.kind(), purged.rows());
        tellProgress("%s %d %s", dryRun ? "Counted" : "Deleted", purged.rows(), purged.kind());
    }
}
