package dev.guildhall.cli;

import dev.guildhall.scoring.Recalculation;
import dev.guildhall.scoring.Recalculation.Batch;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Component
@Profile("cli")
@Command(name = "recalculate-scores", description = "Computes everybody's totals, risk and score from scratch.")
class RecalculateScoresCommand extends GuildhallCommand {

    private final ObjectProvider<Recalculation> recalculation;

    @Option(
            names = "--verify",
            description = "Only compare with what is stored and change nothing; exit code 1 when anything differs.")
    private boolean verify;

    RecalculateScoresCommand(ObjectProvider<Recalculation> recalculation) {
        this.recalculation = recalculation;
    }

    @Override
    public Integer call() {
        var accounts = new AtomicLong();
        var differences = new AtomicLong();
        var batches = verify
                ? recalculation.getObject().verify()
                : recalculation.getObject().repair();
        batches.doOnNext(batch -> tell(batch, accounts, differences)).blockLast();
        say(
                "%s: accounts=%d differences=%d",
                verify ? "Scores verified" : "Scores recalculated", accounts.get(), differences.get());
        return verify && differences.get() > 0 ? 1 : 0;
    }

    private void tell(Batch batch, AtomicLong accounts, AtomicLong differences) {
        batch.drifts()
                .forEach(drift -> say(
                        "Account %d: %s was %s, should be %s",
                        drift.accountId(), drift.column(), drift.stored(), drift.expected()));
        differences.addAndGet(batch.drifts().size());
        tellProgress("%d accounts", accounts.addAndGet(batch.accounts()));
    }
}
