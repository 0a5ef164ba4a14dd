package dev.guildhall.scoring;

import dev.guildhall.appointment.Appointment;
import org.jspecify.annotations.Nullable;

/**
 * What a client's orders and reviews add up to, or by how much it changes.
 *
 * @param completed orders that are COMPLETED now
 * @param cancelled orders that are CANCELLED now; declined ones count for nothing
 * @param ratingSum of all reviews of the client
 * @param negativeFlags behaviour flags in reviews that carry no positive one
 */
public record ClientTotals(int completed, int cancelled, long ratingSum, int ratingCount, int negativeFlags) {

    public static final ClientTotals NOTHING = new ClientTotals(0, 0, 0, 0, 0);

    /** What one order, as it stands, adds to the totals of its client. */
    public static ClientTotals contribution(@Nullable Appointment order) {
        if (order == null) {
            return NOTHING;
        }
        return switch (order.status()) {
            case COMPLETED -> new ClientTotals(1, 0, 0, 0, 0);
            case CANCELLED -> new ClientTotals(0, 1, 0, 0, 0);
            default -> NOTHING;
        };
    }

    /**
     * What one review of the client adds.
     *
     * @param negativeFlags 0 when one of the review's flags is positive
     */
    public static ClientTotals ofReview(int rating, int negativeFlags) {
        return new ClientTotals(0, 0, rating, 1, negativeFlags);
    }

    public ClientTotals plus(ClientTotals other) {
        return new ClientTotals(
                completed + other.completed,
                cancelled + other.cancelled,
                ratingSum + other.ratingSum,
                ratingCount + other.ratingCount,
                negativeFlags + other.negativeFlags);
    }

    public ClientTotals minus(ClientTotals other) {
        return new ClientTotals(
                completed - other.completed,
                cancelled - other.cancelled,
                ratingSum - other.ratingSum,
                ratingCount - other.ratingCount,
                negativeFlags - other.negativeFlags);
    }

    /** Share of cancelled orders among the finished ones, 0 to 1; 0 without any. */
    public double cancellationRate() {
        var finished = completed + cancelled;
        return finished > 0 ? (double) cancelled / finished : 0;
    }

    /** Mean rating, 1 to 5; 0 without reviews. */
    public double averageRating() {
        return ratingCount > 0 ? (double) ratingSum / ratingCount : 0;
    }
}
