package dev.guildhall.scoring;

import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of a master, beside what was counted from scratch.
 *
 * @param judgedAt when the score was last computed, null when it never was
 */
record AuditedMaster(
        long id,
        MasterTotals stored,
        MasterTotals counted,
        int masterScore,
        @Nullable Instant judgedAt,
        @Nullable ManualScore manual) {

    /** Whether there is, or was, a reason to compute the score. */
    boolean isJudged() {
        return judgedAt != null || !counted.equals(MasterTotals.NOTHING);
    }

    Standings.Master standing() {
        return new Standings.Master(id, counted, manual);
    }

    Stream<Drift> drifts() {
        return Stream.of(
                        drift("completed_orders", stored.completed(), counted.completed()),
                        drift("dropped_orders", stored.dropped(), counted.dropped()),
                        drift("active_orders", stored.active(), counted.active()),
                        drift("response_micros", stored.responseMicros(), counted.responseMicros()),
                        drift("response_count", stored.responseCount(), counted.responseCount()),
                        drift("rating_sum", stored.ratingSum(), counted.ratingSum()),
                        drift("rating_count", stored.ratingCount(), counted.ratingCount()),
                        drift("master_score", masterScore, expected()))
                .flatMap(drifts -> drifts);
    }

    private int expected() {
        var override = judgedAt == null ? null : ManualScore.at(manual, judgedAt);
        return override == null ? isJudged() ? MasterScore.of(counted) : 0 : override;
    }

    private Stream<Drift> drift(String column, Object stored, Object expected) {
        return Drift.between(id, "master_stats." + column, stored, expected);
    }
}
