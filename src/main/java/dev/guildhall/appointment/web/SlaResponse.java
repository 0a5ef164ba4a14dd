package dev.guildhall.appointment.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The promises about an appointment. */
record SlaResponse(long appointment, boolean slaBreached, List<Clock> clocks) {

    /**
     * The clock of one promise.
     *
     * @param reason of the event, should it be breached
     * @param startedBy the status that started it
     * @param atRiskAt when a fifth of the time is left
     * @param secondsLeft until the deadline, or as it was stopped; null when it never ran, never negative
     * @param overtimeSeconds beyond the deadline; 0 without
     * @param words the same for people
     */
    record Clock(
            String clock,
            String reason,
            String state,
            @Nullable Instant startedAt,
            @Nullable String startedBy,
            @Nullable Instant dueAt,
            @Nullable Instant atRiskAt,
            @Nullable Instant stoppedAt,
            @Nullable String stoppedBy,
            @Nullable Long secondsLeft,
            long overtimeSeconds,
            String words) {}
}
