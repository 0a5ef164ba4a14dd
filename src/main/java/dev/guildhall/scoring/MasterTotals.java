package dev.guildhall.scoring;

import dev.guildhall.appointment.Appointment;
import dev.guildhall.appointment.AppointmentStatus;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the orders assigned to a master now, and the master's reviews, add up to, or by how much it changes.
 *
 * @param completed orders that are COMPLETED now
 * @param dropped orders that are DECLINED_BY_MASTER or CANCELLED now
 * @param active orders that are on the master's table now, from IN_REVIEW to IN_PROGRESS
 * @param responseMicros sum of the times from filing to taking, over the orders that were ever taken
 * @param responseCount orders that were ever taken
 */
public record MasterTotals(
        int completed,
        int dropped,
        int active,
        long responseMicros,
        int responseCount,
        long ratingSum,
        int ratingCount) {

    public static final MasterTotals NOTHING = new MasterTotals(0, 0, 0, 0, 0, 0, 0);

    private static final double MICROS_PER_SECOND = 1_000_000;

    /** What one order, as it stands, adds to the totals of the master it is assigned to. */
    public static MasterTotals contribution(@Nullable Appointment order) {
        if (order == null || order.master() == null) {
            return NOTHING;
        }
        var status = order.status();
        var dropped = status == AppointmentStatus.DECLINED_BY_MASTER || status == AppointmentStatus.CANCELLED;
        var takenAt = order.takenAt();
        return new MasterTotals(
                status == AppointmentStatus.COMPLETED ? 1 : 0,
                dropped ? 1 : 0,
                AppointmentStatus.WORKLOAD.contains(status) ? 1 : 0,
                takenAt == null ? 0 : ChronoUnit.MICROS.between(order.createdAt(), takenAt),
                takenAt == null ? 0 : 1,
                0,
                0);
    }

    /** What one review of the master adds. */
    public static MasterTotals ofReview(int rating) {
        return new MasterTotals(0, 0, 0, 0, 0, rating, 1);
    }

    public MasterTotals plus(MasterTotals other) {
        return new MasterTotals(
                completed + other.completed,
                dropped + other.dropped,
                active + other.active,
                responseMicros + other.responseMicros,
                responseCount + other.responseCount,
                ratingSum + other.ratingSum,
                ratingCount + other.ratingCount);
    }

    public MasterTotals minus(MasterTotals other) {
        return new MasterTotals(
                completed - other.completed,
                dropped - other.dropped,
                active - other.active,
                responseMicros - other.responseMicros,
                responseCount - other.responseCount,
                ratingSum - other.ratingSum,
                ratingCount - other.ratingCount);
    }

    /** Share of completed orders among the finished ones, 0 to 1; 0 without any. */
    public double completionRate() {
        return shareOfFinished(completed);
    }

    /** Share of declined and cancelled orders among the finished ones, 0 to 1; 0 without any. */
    public double cancellationRate() {
        return shareOfFinished(dropped);
    }

    /** Mean seconds from filing to taking; 0 when nothing was ever taken. */
    public double averageResponseSeconds() {
        return responseCount > 0 ? responseMicros / MICROS_PER_SECOND / responseCount : 0;
    }

    /** Mean rating, 1 to 5; 0 without reviews. */
    public double averageRating() {
        return ratingCount > 0 ? (double) ratingSum / ratingCount : 0;
    }

    private double shareOfFinished(int part) {
        var finished = completed + dropped;
        return finished > 0 ? (double) part / finished : 0;
    }
}
