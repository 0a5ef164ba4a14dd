package dev.guildhall.cli;

import dev.guildhall.backup.RestoreService;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;

@Component
@Profile("cli")
@Command(
        name = "restore",
        description =
                "Restores a backup into the database of DATABASE_URL, which has to be empty, and puts the uploaded files back.")
class RestoreCommand extends RestoringCommand {

    private final ObjectProvider<RestoreService> restores;

    RestoreCommand(ObjectProvider<RestoreService> restores) {
        this.restores = restores;
    }

    @Override
    public Integer call() {
        return tell(
                "Restored",
                Objects.requireNonNull(restores.getObject()
                        .restore(backup(), line -> tellProgress("%s", line))
                        .block()));
    }
}
