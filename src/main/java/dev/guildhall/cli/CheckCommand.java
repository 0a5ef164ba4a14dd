package dev.guildhall.cli;

import dev.guildhall.health.DatabaseCheck;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;

@Component
@Profile("cli")
@Command(name = "check", description = "Checks that the database answers and its schema is the one this version needs.")
class CheckCommand extends GuildhallCommand {

    private final ObjectProvider<DatabaseCheck> check;

    CheckCommand(ObjectProvider<DatabaseCheck> check) {
        this.check = check;
    }

    @Override
    public Integer call() {
        say("%s", check.getObject().run().block());
        return 0;
    }
}
