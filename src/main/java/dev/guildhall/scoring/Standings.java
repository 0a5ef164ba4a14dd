package dev.guildhall.scoring;

import java.time.Instant;
import java.util.List;

/** Where people stand, and what follows from it. */
record Standings(List<Client> clients, List<Master> masters) {

    /** What the totals are worth at this moment. */
    Scores scores(Instant now) {
        return new Scores(
                clients.stream().map(client -> client.scored(now)).toList(),
                masters.stream().map(Master::scored).toList(),
                now);
    }

    /** @param signedUp when the account was made */
    record Client(long id, ClientTotals totals, Instant signedUp) {

        Scores.Client scored(Instant now) {
            return new Scores.Client(id, ClientRisk.of(totals, ClientRisk.ageInDays(signedUp, now)));
        }
    }

    record Master(long id, MasterTotals totals) {

        Scores.Master scored() {
            return new Scores.Master(id, MasterScore.of(totals));
        }
    }
}
