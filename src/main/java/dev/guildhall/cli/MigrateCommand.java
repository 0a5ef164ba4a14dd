package dev.guildhall.cli;

import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;

/** Whoever uses the database finds its schema up to date; this command does nothing else. */
@Component
@Profile("cli")
@Command(name = "migrate", description = "Brings the database schema up to date and tells its version.")
class MigrateCommand extends GuildhallCommand {

    private final ObjectProvider<Flyway> flyway;

    MigrateCommand(ObjectProvider<Flyway> flyway) {
        this.flyway = flyway;
    }

    @Override
    public Integer call() {
        var result = flyway.getObject().migrate();
        var current = flyway.getObject().info().current();
        say(
                "Schema is at version %s: migrations applied=%d",
                current == null ? "none" : current.getVersion(), result.migrationsExecuted);
        return 0;
    }
}
