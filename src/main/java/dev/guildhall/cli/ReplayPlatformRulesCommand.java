package dev.guildhall.cli;

import dev.guildhall.rules.RuleReplay;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Component
@Profile("cli")
@Command(
        name = "replay-platform-rules",
        description = "Runs the active rules again over the latest events, on the facts stored with them.")
class ReplayPlatformRulesCommand extends GuildhallCommand {

    private static final int PROGRESS_STEP = 100;

    private final ObjectProvider<RuleReplay> replay;

    @Option(
            names = "--last",
            defaultValue = "200",
            paramLabel = "N",
            description = "How many events, the latest ones (default: ${DEFAULT-VALUE}).")
    private int last;

    ReplayPlatformRulesCommand(ObjectProvider<RuleReplay> replay) {
        this.replay = replay;
    }

    @Override
    public Integer call() {
        if (last < 1) {
            throw misused("--last must be at least 1.");
        }
        var result = Objects.requireNonNull(
                replay.getObject().replay(last).doOnNext(this::tell).blockLast());
        say("Rules replayed: processed=%d executed=%d", result.processed(), result.executed());
        return 0;
    }

    private void tell(RuleReplay.Result soFar) {
        if (soFar.processed() > 0 && soFar.processed() % PROGRESS_STEP == 0) {
            tellProgress("%d events", soFar.processed());
        }
    }
}
