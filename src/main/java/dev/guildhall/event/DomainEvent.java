package dev.guildhall.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that has happened, told by the use case that did it. Implementations are immutable records of their module. */
public interface DomainEvent {

    /** E.g. {@code appointment.status_changed}. */
    String type();

    /** Kind of the entity it happened to: {@code Appointment}, {@code Message}, {@code Review}. */
    String entityType();

    long entityId();

    /** Who did it, or null for the platform itself. */
    @Nullable
    Actor actor();

    /** What the event says, as JSON-compatible values. */
    Map<String, @Nullable Object> payload();

    /**
     * The facts rules may ask for, as they are at this moment: {@code appointment}, {@code client} and {@code master}, each a map
     * of JSON-compatible values. The actor and the event itself are added by the sink.
     */
    Map<String, @Nullable Object> facts();

    /** Whether it is written to the event log and shown to rules; if not, only the closing stages make anything of it. */
    default boolean isRecorded() {
        return true;
    }

    /**
     * Who caused an event.
     *
     * @param role the role at that moment: client, master or admin
     */
    record Actor(long id, String role) {}
}
