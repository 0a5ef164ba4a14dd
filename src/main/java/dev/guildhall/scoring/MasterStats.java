package dev.guildhall.scoring;

import dev.guildhall.shared.Rounding;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A master's statistics as the API shows them, once they have been computed: before that, there are none to show.
 *
 * @param avgRating 0 to 5, two decimals
 * @param completionRate 0 to 1, four decimals
 * @param avgResponseSeconds from filing to taking, two decimals
 * @param activeWorkload orders on the master's table
 * @param cancellationRate 0 to 1, four decimals
 */
public record MasterStats(
        double avgRating,
        double completionRate,
        double avgResponseSeconds,
        int activeWorkload,
        double cancellationRate,
        int masterScore,
        @Nullable Instant scoreUpdatedAt) {

    /** The totals and what was last computed from them, as a row of {@code master_stats} has them. */
    public static MasterStats from(MasterTotals totals, int masterScore, @Nullable Instant scoreUpdatedAt) {
        return new MasterStats(
                Rounding.toPlaces(totals.averageRating(), 2),
                Rounding.toPlaces(totals.completionRate(), 4),
                Rounding.toPlaces(totals.averageResponseSeconds(), 2),
                totals.active(),
                Rounding.toPlaces(totals.cancellationRate(), 4),
                masterScore,
                scoreUpdatedAt);
    }
}
