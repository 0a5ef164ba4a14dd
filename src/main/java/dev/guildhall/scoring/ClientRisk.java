package dev.guildhall.scoring;

import dev.guildhall.shared.Rounding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the totals of a client say about the client.
 *
 * <p>The risk is the sum of five parts, each the larger the worse, rounded half to even and cut to 0..100:
 *
 * <pre>
 * cancellation_rate × 45
 * min(negative flags × 8, 25)
 * (30 − age in days) / 30 × 15        while the account is younger than 30 days
 * (5 − completed orders) / 5 × 10     before the fifth completed order
 * (5 − average rating) / 4 × 20       25 without any review
 * </pre>
 *
 * <p>A blank record of a new account is worth 50 points. Source: the formulas of the original service, section 15 of its HTTP
 * contract and section 11 of its upgrade plan; the order of the operations matters, for sums like 70.5 lie on a border.
 *
 * @param score 0 (safe) to 100 (risky)
 */
public record ClientRisk(int score, RiskLevel riskLevel, ClientLevel level) {

    private static final int YOUNG_DAYS = 30;
    private static final int FEW_ORDERS = 5;
    private static final int BEST_RATING = 5;

    /**
     * Computes risk and level.
     *
     * @param ageDays whole days since sign-up, see {@link #ageInDays}
     */
    public static ClientRisk of(ClientTotals totals, long ageDays) {
        return of(totals, ageDays, null);
    }

    /** @param override the score that an admin has set by hand, or null */
    static ClientRisk of(ClientTotals totals, long ageDays, @Nullable Integer override) {
        var score = override == null ? tally(totals, ageDays).score() : override;
        var level = ClientLevel.of(
                totals.completed(),
                Rounding.toPlaces(totals.cancellationRate(), 4),
                Rounding.toPlaces(totals.averageRating(), 2));
        return new ClientRisk(score, RiskLevel.of(score), level);
    }

    /** Whole days between sign-up and a later moment; 0 if the clocks disagree. */
    public static long ageInDays(Instant signedUp, Instant now) {
        return Math.max(0, Duration.between(signedUp, now).toDays());
    }

    /** When the account is a day older and that changes the risk; null when it does not any more. */
    static @Nullable Instant nextBirthday(Instant signedUp, Instant now) {
        var age = ageInDays(signedUp, now);
        return age < YOUNG_DAYS ? signedUp.plus(Duration.ofDays(age + 1)) : null;
    }

    /** What the risk is made of. */
    static Tally tally(ClientTotals totals, long ageDays) {
        double completed = totals.completed();
        double rating = totals.averageRating();
        return new Tally(List.of(
                new Tally.Part(
                        "cancellation_rate",
                        totals.cancellationRate() * 45,
                        Map.of(
                                "cancelled_orders",
                                totals.cancelled(),
                                "completed_orders",
                                totals.completed(),
                                "cancellation_rate",
                                Rounding.toPlaces(totals.cancellationRate(), 4))),
                new Tally.Part(
                        "negative_flags",
                        Math.min(totals.negativeFlags() * 8, 25),
                        Map.of("negative_flags", totals.negativeFlags())),
                new Tally.Part(
                        "account_age",
                        ageDays < YOUNG_DAYS ? (double) (YOUNG_DAYS - ageDays) / YOUNG_DAYS * 15 : 0,
                        Map.of("age_days", ageDays)),
                new Tally.Part(
                        "few_orders",
                        completed < FEW_ORDERS ? (FEW_ORDERS - completed) / FEW_ORDERS * 10 : 0,
                        Map.of("completed_orders", totals.completed())),
                new Tally.Part(
                        "rating",
                        rating < BEST_RATING ? (BEST_RATING - rating) / 4 * 20 : 0,
                        Map.of("average_rating", Rounding.toPlaces(rating, 2), "reviews", totals.ratingCount()))));
    }
}
