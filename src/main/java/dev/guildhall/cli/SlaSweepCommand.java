package dev.guildhall.cli;

import dev.guildhall.appointment.SlaSweep;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;

@Component
@Profile("cli")
@Command(
        name = "sla-sweep",
        description =
                "Notices deadlines that are at risk or missed and tells of them, as a running server does by itself.")
class SlaSweepCommand extends GuildhallCommand {

    private final ObjectProvider<SlaSweep> sweep;

    SlaSweepCommand(ObjectProvider<SlaSweep> sweep) {
        this.sweep = sweep;
    }

    @Override
    public Integer call() {
        say("Deadlines swept: told=%d", sweep.getObject().sweep().block());
        return 0;
    }
}
