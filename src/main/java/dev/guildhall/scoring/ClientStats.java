package dev.guildhall.scoring;

import dev.guildhall.shared.Rounding;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A client's statistics as the API shows them. Made with every client; says 0, {@code low} and {@code newbie} until the first
 * computation.
 *
 * @param averageRating 0 to 5, two decimals
 * @param cancellationRate 0 to 1, four decimals
 * @param riskUpdatedAt null before the first computation
 */
public record ClientStats(
        int completedOrdersCount,
        int cancelledOrdersCount,
        double averageRating,
        double cancellationRate,
        String level,
        int riskScore,
        String riskLevel,
        @Nullable Instant riskUpdatedAt) {

    /** The totals and what was last computed from them, as a row of {@code client_stats} has them. */
    public static ClientStats from(
            ClientTotals totals, String level, int riskScore, String riskLevel, @Nullable Instant riskUpdatedAt) {
        return new ClientStats(
                totals.completed(),
                totals.cancelled(),
                Rounding.toPlaces(totals.averageRating(), 2),
                Rounding.toPlaces(totals.cancellationRate(), 4),
                level,
                riskScore,
                riskLevel,
                riskUpdatedAt);
    }
}
