package dev.guildhall.scoring;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A score that an admin has set by hand, which holds until a moment. */
record ManualScore(int score, Instant until) {

    static @Nullable ManualScore of(@Nullable Integer score, @Nullable Instant until) {
        return score == null || until == null ? null : new ManualScore(score, until);
    }

    /** The score, if there is one and it holds at this moment. */
    static @Nullable Integer at(@Nullable ManualScore manual, Instant moment) {
        return manual != null && moment.isBefore(manual.until) ? Integer.valueOf(manual.score) : null;
    }

    /** When it ends, if there is one and it holds at this moment. */
    static @Nullable Instant endAfter(@Nullable ManualScore manual, Instant moment) {
        return manual != null && moment.isBefore(manual.until) ? manual.until : null;
    }
}
