package dev.guildhall.cli;

import dev.guildhall.identity.SecondStepRemoval;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Component
@Profile("cli")
@Command(
        name = "reset-totp",
        description =
                "Takes the second step of signing in from somebody who has lost their app and their recovery codes.")
class ResetTotpCommand extends GuildhallCommand {

    private final ObjectProvider<SecondStepRemoval> removal;

    @Option(names = "--username", required = true, description = "Whose sign-in shall take no code any more.")
    private String username = "";

    ResetTotpCommand(ObjectProvider<SecondStepRemoval> removal) {
        this.removal = removal;
    }

    @Override
    public Integer call() {
        removal.getObject().reset(username.strip()).block();
        say("Second step taken away: username=%s", username.strip());
        return 0;
    }
}
