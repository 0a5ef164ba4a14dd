package dev.guildhall.scoring;

import dev.guildhall.shared.Rounding;
import java.util.List;
import java.util.Map;

/**
 * What the totals of a master are worth: rounded half to even and cut to 0..100, the sum of
 *
 * <pre>
 *   average rating / 5 × 40
 * + completion_rate × 25
 * + 20 for a mean response of up to 5 minutes, falling to 0 at an hour; 0 when nothing was ever taken
 * + 10 with up to 5 orders on the table, 5 with up to 10, 2 with more
 * − cancellation_rate × 20
 * </pre>
 *
 * <p>A blank record is worth 10 points. Source: the formulas of the original service, section 15 of its HTTP contract; the order of
 * the operations matters, for sums like 32.5 lie on a border.
 */
public final class MasterScore {

    private static final double PROMPT_SECONDS = 300;
    private static final double SECONDS_UNTIL_SLOW = 3300;

    private MasterScore() {}

    /** The score, 0 to 100 (best). */
    public static int of(MasterTotals totals) {
        return tally(totals).score();
    }

    /** What the score is made of. */
    static Tally tally(MasterTotals totals) {
        return new Tally(List.of(
                new Tally.Part(
                        "rating",
                        totals.averageRating() / 5 * 40,
                        Map.of(
                                "average_rating",
                                Rounding.toPlaces(totals.averageRating(), 2),
                                "reviews",
                                totals.ratingCount())),
                new Tally.Part(
                        "completion_rate",
                        totals.completionRate() * 25,
                        Map.of(
                                "completed_orders",
                                totals.completed(),
                                "dropped_orders",
                                totals.dropped(),
                                "completion_rate",
                                Rounding.toPlaces(totals.completionRate(), 4))),
                new Tally.Part(
                        "response",
                        response(totals.averageResponseSeconds()),
                        Map.of(
                                "average_response_seconds",
                                Rounding.toPlaces(totals.averageResponseSeconds(), 2),
                                "taken_orders",
                                totals.responseCount())),
                new Tally.Part("workload", workload(totals.active()), Map.of("active_orders", totals.active())),
                new Tally.Part(
                        "cancellation_rate",
                        -(totals.cancellationRate() * 20),
                        Map.of(
                                "completed_orders",
                                totals.completed(),
                                "dropped_orders",
                                totals.dropped(),
                                "cancellation_rate",
                                Rounding.toPlaces(totals.cancellationRate(), 4)))));
    }

    private static double response(double seconds) {
        if (seconds <= 0) {
            return 0;
        }
        if (seconds <= PROMPT_SECONDS) {
            return 20;
        }
        return Math.max(0, (1 - Math.min((seconds - PROMPT_SECONDS) / SECONDS_UNTIL_SLOW, 1)) * 20);
    }

    private static double workload(int active) {
        if (active <= 5) {
            return 10;
        }
        return active <= 10 ? 5 : 2;
    }
}
