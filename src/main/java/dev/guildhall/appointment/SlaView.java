package dev.guildhall.appointment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The promises about an order, with what started and stopped their clocks. */
public record SlaView(Appointment order, Clock response, Clock completion) {

    /**
     * A clock.
     *
     * @param startedBy the status that started it, if it is known
     * @param stoppedBy the status that stopped it, if it is known
     * @param old whether its deadline had passed before there were any
     */
    public record Clock(
            Promise promise,
            Term term,
            @Nullable AppointmentStatus startedBy,
            @Nullable AppointmentStatus stoppedBy,
            boolean old) {

        /** How it stands. */
        public State state(Instant now) {
            if (!term.isKnown()) {
                return State.NOT_STARTED;
            }
            if (old) {
                return State.NOT_COUNTED;
            }
            if (term.runs()) {
                return term.isMissed(now) ? State.OVERDUE : term.isAtRisk(now) ? State.AT_RISK : State.RUNNING;
            }
            return term.isMissed(now) ? State.LATE : State.IN_TIME;
        }
    }

    /** How a promise stands. */
    public enum State {
        NOT_STARTED,
        RUNNING,
        /** Runs, with a fifth of the time left or less. */
        AT_RISK,
        /** Runs beyond its deadline. */
        OVERDUE,
        /** Stopped by its deadline. */
        IN_TIME,
        /** Stopped after it. */
        LATE,
        /** The deadline had passed before there were any. */
        NOT_COUNTED
    }
}
