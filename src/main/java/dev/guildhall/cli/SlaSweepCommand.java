package dev.guildhall.cli;

import dev.guildhall.appointment.SlaSweep;
import dev.guildhall.flag.FeatureFlags;
import dev.guildhall.flag.Switch;
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
    private final ObjectProvider<FeatureFlags> flags;

    SlaSweepCommand(ObjectProvider<SlaSweep> sweep, ObjectProvider<FeatureFlags> flags) {
        this.sweep = sweep;
        this.flags = flags;
    }

    @Override
    public Integer call() {
        if (Boolean.FALSE.equals(flags.getObject().isOn(Switch.SLA_WATCH).block())) {
            tellProgress("The feature flag %s is off: nothing is noticed.", Switch.SLA_WATCH.flag());
        }
        say("Deadlines swept: told=%d", sweep.getObject().sweep().block());
        return 0;
    }
}
