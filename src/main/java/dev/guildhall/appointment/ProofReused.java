package dev.guildhall.appointment;

import dev.guildhall.event.DomainEvent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A proof was uploaded that other orders have had. It is an event of the proof, not of the order: what happens to an order is what the
 * original tells of it.
 */
public record ProofReused(Appointment order, Actor actor, List<Appointment.Duplicate> duplicates)
        implements DomainEvent {

    static final String TYPE = "payment.proof_reused";
    static final String ENTITY = "PaymentProof";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String entityType() {
        return ENTITY;
    }

    /** A proof has the number of its order. */
    @Override
    public long entityId() {
        return order.id();
    }

    @Override
    public Map<String, @Nullable Object> payload() {
        return Map.of("appointment_id", order.id(), "orders", orders());
    }

    @Override
    public Map<String, @Nullable Object> facts() {
        return AppointmentFacts.of(order);
    }

    /** The ids of the other orders, newest first. */
    public List<Long> orders() {
        return duplicates.stream().map(Appointment.Duplicate::order).toList();
    }
}
