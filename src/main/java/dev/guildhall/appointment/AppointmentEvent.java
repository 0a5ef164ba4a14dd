package dev.guildhall.appointment;

import dev.guildhall.event.DomainEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something happened to an appointment.
 *
 * @param before the appointment as the event before told of it; null when it was just filed; equal to {@code after} when all that
 *     has changed was told already
 * @param cause what kind of doing it was
 */
public record AppointmentEvent(
        String type,
        @Nullable Appointment before,
        Appointment after,
        @Nullable Actor actor,
        Map<String, @Nullable Object> payload,
        Cause cause)
        implements DomainEvent {

    /** The type of the event that every change of status emits. */
    public static final String STATUS_CHANGED = "appointment.status_changed";

    /** What kind of doing caused an event. */
    public enum Cause {
        /** A step of the life cycle. */
        STEP,
        /** An admin's set-status or assignment. */
        OVERRIDE,
        /** A rule's action. */
        RULE,
        /** Time that has passed. */
        CLOCK
    }

    @Override
    public String entityType() {
        return "Appointment";
    }

    @Override
    public long entityId() {
        return after.id();
    }

    @Override
    public Map<String, @Nullable Object> facts() {
        return AppointmentFacts.of(after);
    }
}
