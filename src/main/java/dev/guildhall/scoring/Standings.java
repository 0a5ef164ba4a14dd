package dev.guildhall.scoring;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where people stand, and what follows from it. */
record Standings(List<Client> clients, List<Master> masters) {

    /** What the totals are worth at this moment, for one and the same reason. */
    Scores scores(Instant now, ScoreCause cause) {
        return scores(now, id -> cause, id -> cause);
    }

    /** What the totals are worth at this moment, and why that is asked for each client and master. */
    Scores scores(Instant now, LongFunction<ScoreCause> ofClient, LongFunction<ScoreCause> ofMaster) {
        return new Scores(
                clients.stream()
                        .map(client -> client.scored(now, ofClient.apply(client.id())))
                        .toList(),
                masters.stream()
                        .map(master -> master.scored(now, ofMaster.apply(master.id())))
                        .toList(),
                now);
    }

    /** @param signedUp when the account was made */
    record Client(
            long id,
            ClientTotals totals,
            Instant signedUp,
            @Nullable ManualScore manual) {

        Scores.Client scored(Instant now, ScoreCause cause) {
            var age = ClientRisk.ageInDays(signedUp, now);
            var override = ManualScore.at(manual, now);
            return new Scores.Client(
                    id,
                    ClientRisk.of(totals, age, override),
                    ClientRisk.tally(totals, age).lines(override),
                    Stream.of(ClientRisk.nextBirthday(signedUp, now), ManualScore.endAfter(manual, now))
                            .filter(Objects::nonNull)
                            .min(Instant::compareTo)
                            .orElse(null),
                    cause);
        }
    }

    record Master(long id, MasterTotals totals, @Nullable ManualScore manual) {

        Scores.Master scored(Instant now, ScoreCause cause) {
            var tally = MasterScore.tally(totals);
            var override = ManualScore.at(manual, now);
            return new Scores.Master(
                    id,
                    override == null ? tally.score() : override,
                    tally.lines(override),
                    ManualScore.endAfter(manual, now),
                    cause);
        }
    }
}
