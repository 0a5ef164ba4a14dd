package dev.guildhall.scoring;

import dev.guildhall.appointment.Appointment;
import dev.guildhall.appointment.AppointmentEvent;
import dev.guildhall.appointment.AppointmentEvent.Cause;
import dev.guildhall.appointment.AppointmentStatus;
import dev.guildhall.appointment.LockType;
import dev.guildhall.appointment.Sla;
import dev.guildhall.event.DomainEvent.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Orders and what happens to them, in memory. */
final class Orders {

    static final Instant FILED = Instant.parse("2026-03-01T10:00:00Z");
    static final Actor BOSS = new Actor(1, "admin");

    private Orders() {}

    static Appointment order(long client, AppointmentStatus status, @Nullable Long master, @Nullable Instant takenAt) {
        return new Appointment(
                7,
                new Appointment.Client(client, "client-" + client, false, 0, "low"),
                master == null ? null : new Appointment.Master(master, "master-" + master, true, null),
                "Brand",
                "Model",
                LockType.PIN,
                false,
                "Locked",
                null,
                status,
                new Appointment.Payment(null, "RUB", null, null, null, null, null),
                takenAt,
                null,
                null,
                Sla.NONE,
                List.of(),
                status != AppointmentStatus.NEW,
                FILED,
                FILED);
    }

    static AppointmentEvent statusChanged(Appointment before, Appointment after, Cause cause) {
        return new AppointmentEvent(AppointmentEvent.STATUS_CHANGED, before, after, BOSS, Map.of(), cause);
    }

    static AppointmentEvent event(String type, @Nullable Appointment before, Appointment after) {
        return new AppointmentEvent(type, before, after, BOSS, Map.of(), Cause.STEP);
    }
}
