package dev.guildhall.review;

import dev.guildhall.appointment.Appointment;
import dev.guildhall.appointment.AppointmentFacts;
import dev.guildhall.event.DomainEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody was reviewed.
 *
 * @param aboutClient whether the master reviewed the client, or else the client the master
 * @param targetId who was reviewed
 * @param rating 1 (bad) to 5 (good)
 * @param flags codes of behaviour flags, without repetitions; only of clients
 * @param negativeFlags how many flags count against the client: none when one of them is positive
 */
public record ReviewEvent(
        long reviewId,
        boolean aboutClient,
        long targetId,
        int rating,
        List<String> flags,
        int negativeFlags,
        Appointment appointment,
        Actor actor)
        implements DomainEvent {

    @Override
    public String type() {
        return aboutClient ? "review.client_created" : "review.master_created";
    }

    @Override
    public String entityType() {
        return "Review";
    }

    @Override
    public long entityId() {
        return reviewId;
    }

    @Override
    public Map<String, @Nullable Object> payload() {
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        payload.put("appointment_id", appointment.id());
        payload.put("rating", rating);
        if (aboutClient) {
            payload.put("behavior_flags", flags);
        }
        return payload;
    }

    @Override
    public Map<String, @Nullable Object> facts() {
        return AppointmentFacts.of(appointment);
    }
}
