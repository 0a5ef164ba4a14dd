package dev.guildhall.appointment;

import dev.guildhall.appointment.AppointmentEvent.Cause;
import dev.guildhall.event.DomainEvent.Actor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one action does to an appointment: how it stands afterwards, the rows of its timeline and the events, in the order in which
 * they happen. Knows no I/O; {@link AppointmentService} carries it out in one go.
 */
final class Change {

    private final Cause cause;
    private final @Nullable Actor actor;
    private final Instant now;
    private final List<TimelineEntry> timeline = new ArrayList<>();
    private final List<AppointmentEvent> events = new ArrayList<>();
    private Appointment current;
    private Appointment told;

    private Change(Appointment order, @Nullable Actor actor, Cause cause, Instant now) {
        this.current = order;
        this.told = order;
        this.actor = actor;
        this.cause = cause;
        this.now = now;
    }

    static Change of(Appointment order, @Nullable Actor actor, Cause cause, Instant now) {
        return new Change(order, actor, cause, now);
    }

    /** Moves on, with the row and the event that every change of status leaves. */
    Change moveTo(AppointmentStatus next, String note) {
        return moveTo(next, note, List.of());
    }

    Change moveTo(AppointmentStatus next, String note, List<String> warnings) {
        var from = current.status();
        current = current.withStatus(next, now);
        timeline.add(TimelineEntry.statusChanged(from, next, note, warnings, actorId()));
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        payload.put("from_status", from.name());
        payload.put("to_status", next.name());
        payload.put("note", note);
        return tell(AppointmentEvent.STATUS_CHANGED, payload);
    }

    /** Hands the order to a master; the next event carries it. */
    Change assign(Appointment.Master master) {
        current = current.withMaster(master);
        return this;
    }

    Change pay(Appointment.Payment payment) {
        current = current.withPayment(payment, now);
        return this;
    }

    /** Adds a row to the timeline. */
    Change note(String eventType, String note, Map<String, Object> metadata) {
        timeline.add(new TimelineEntry(eventType, null, null, note, metadata, List.of(), actorId()));
        return this;
    }

    /** Emits an event: it carries what has changed since the one before. */
    Change tell(String eventType, Map<String, @Nullable Object> payload) {
        events.add(new AppointmentEvent(eventType, told, current, actor, payload, cause));
        told = current;
        return this;
    }

    Appointment result() {
        return current;
    }

    List<TimelineEntry> timeline() {
        return timeline;
    }

    List<AppointmentEvent> events() {
        return events;
    }

    Instant now() {
        return now;
    }

    private @Nullable Long actorId() {
        return actor == null ? null : actor.id();
    }
}
