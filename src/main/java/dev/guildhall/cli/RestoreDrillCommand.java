package dev.guildhall.cli;

import dev.guildhall.backup.RestoreService;
import dev.guildhall.database.PlainConnections;
import dev.guildhall.shared.InvalidSetting;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Component
@Profile("cli")
@Command(
        name = "restore-drill",
        description =
                "Restores a backup into a scratch database, looks whether all of it is there (rows, references, audit log, files), and tells"
                        + " how old it is (RPO) and how long that took (RTO). Changes nothing else.")
class RestoreDrillCommand extends RestoringCommand {

    private final ObjectProvider<RestoreService> restores;

    @Option(
            names = "--target",
            paramLabel = "URL",
            description =
                    "An empty database, as in DATABASE_URL, which keeps it all; without it one is made on the same server and dropped again.")
    private @Nullable String target;

    RestoreDrillCommand(ObjectProvider<RestoreService> restores) {
        this.restores = restores;
    }

    @Override
    public Integer call() {
        var service = restores.getObject();
        var drill = target == null
                ? service.drill(backup(), line -> tellProgress("%s", line))
                : service.drill(backup(), at(target), line -> tellProgress("%s", line));
        return tell("Drill done", Objects.requireNonNull(drill.block()));
    }

    private PlainConnections at(String url) {
        try {
            return PlainConnections.at("--target", url);
        } catch (InvalidSetting invalid) {
            throw misused(String.valueOf(invalid.getMessage()));
        }
    }
}
