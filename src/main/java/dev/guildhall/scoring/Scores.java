package dev.guildhall.scoring;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was computed, ready to be stored. */
record Scores(List<Client> clients, List<Master> masters, Instant computedAt) {

    /**
     * A client's risk.
     *
     * @param lines that sum to it
     * @param refreshAt when time changes it next; null when it never does
     */
    record Client(
            long id,
            ClientRisk risk,
            List<ScoreLine> lines,
            @Nullable Instant refreshAt,
            ScoreCause cause) {}

    /** A master's score, see {@link Client}. */
    record Master(
            long id,
            int score,
            List<ScoreLine> lines,
            @Nullable Instant refreshAt,
            ScoreCause cause) {}
}
