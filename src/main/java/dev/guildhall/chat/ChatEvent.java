package dev.guildhall.chat;

import dev.guildhall.appointment.Appointment;
import dev.guildhall.appointment.AppointmentFacts;
import dev.guildhall.event.DomainEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message was sent or deleted.
 *
 * @param type {@link #SENT} or {@link #DELETED}
 */
public record ChatEvent(String type, long messageId, Appointment appointment, Actor actor) implements DomainEvent {

    public static final String SENT = "chat.message_sent";
    public static final String DELETED = "chat.message_deleted";

    @Override
    public String entityType() {
        return "Message";
    }

    @Override
    public long entityId() {
        return messageId;
    }

    @Override
    public Map<String, @Nullable Object> payload() {
        return Map.of("appointment_id", appointment.id());
    }

    @Override
    public Map<String, @Nullable Object> facts() {
        return AppointmentFacts.of(appointment);
    }
}
