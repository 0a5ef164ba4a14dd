package dev.guildhall.cli;

import dev.guildhall.rules.RuleReplay;
import dev.guildhall.rules.RuleReplay.Manner;
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
        description =
                "Runs the active rules over the latest events, on the facts stored with them, where they have not run yet.")
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

    @Option(names = "--force", description = "Also what has run already: its effects happen once more.")
    private boolean force;

    @Option(names = "--dry-run", description = "Only tell what would run.")
    private boolean dryRun;

    @Override
    public Integer call() {
        if (last < 1) {
            throw misused("--last must be at least 1.");
        }
        if (force && dryRun) {
            throw misused("--force and --dry-run exclude each other.");
        }
        var manner = force ? Manner.FORCED : dryRun ? Manner.DRY : Manner.MISSING;
        var result = Objects.requireNonNull(
                replay.getObject().replay(last, manner).doOnNext(this::tell).blockLast());
        say(
                "Rules %s: processed=%d executed=%d",
                dryRun ? "to be replayed" : "replayed", result.processed(), result.executed());
        return 0;
    }

    private void tell(RuleReplay.Result soFar) {
        if (dryRun) {
            soFar.latest()
                    .forEach(rule -> say(
                            "Event %d (%s): rule %d, version %d (%s): %s",
                            rule.eventId(),
                            rule.eventType(),
                            rule.ruleId(),
                            rule.version(),
                            rule.name(),
                            String.join(", ", rule.actions())));
        }
        if (soFar.processed() > 0 && soFar.processed() % PROGRESS_STEP == 0) {
            tellProgress("%d events", soFar.processed());
        }
    }
}
