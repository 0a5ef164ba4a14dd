package dev.guildhall.appointment;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The clock of one promise. It runs from its start until it is stopped; the promise is kept when that is by the deadline.
 *
 * @param startedAt null when it never ran
 * @param dueAt the deadline; null when it never ran
 * @param stoppedAt null while it runs
 */
public record Term(
        @Nullable Instant startedAt,
        @Nullable Instant dueAt,
        @Nullable Instant stoppedAt) {

    /** It never ran. */
    public static final Term NONE = new Term(null, null, null);

    /** How much of the time is left when a promise is at risk: one in this many. */
    private static final int PARTS_LEFT_AT_RISK = 5;

    static Term of(@Nullable Instant startedAt, @Nullable Instant dueAt, @Nullable Instant stoppedAt) {
        return startedAt == null || dueAt == null ? NONE : new Term(startedAt, dueAt, stoppedAt);
    }

    static Term from(Instant start, Duration time) {
        return new Term(start, start.plus(time), null);
    }

    public boolean isKnown() {
        return dueAt != null;
    }

    public boolean runs() {
        return dueAt != null && stoppedAt == null;
    }

    /** Whether the deadline has passed before the clock was stopped. */
    public boolean isMissed(Instant now) {
        var end = stoppedAt == null ? now : stoppedAt;
        return dueAt != null && (stoppedAt == null ? !end.isBefore(dueAt) : end.isAfter(dueAt));
    }

    /** When a fifth of the time is left. */
    public Instant riskAt() {
        var due = Objects.requireNonNull(dueAt);
        return due.minus(
                Duration.between(Objects.requireNonNull(startedAt), due).dividedBy(PARTS_LEFT_AT_RISK));
    }

    /** Whether it runs, and little time is left. */
    public boolean isAtRisk(Instant now) {
        return runs() && !now.isBefore(riskAt()) && !isMissed(now);
    }

    /** How long it was or has been running beyond the deadline; negative, or nothing, while there is time. */
    public Duration overtime(Instant now) {
        return Duration.between(Objects.requireNonNull(dueAt), stoppedAt == null ? now : stoppedAt);
    }

    Term stopped(Instant now) {
        return runs() ? new Term(startedAt, dueAt, now) : this;
    }

    /** Runs on towards the same deadline. */
    Term resumed() {
        return new Term(startedAt, dueAt, null);
    }

    /** The next moment after this one at which there is something to notice. */
    @Nullable
    Instant nextAfter(Instant now) {
        if (!runs() || isMissed(now)) {
            return null;
        }
        return now.isBefore(riskAt()) ? riskAt() : dueAt;
    }
}
