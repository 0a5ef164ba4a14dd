package dev.guildhall.appointment;

import dev.guildhall.live.TopicGuard;
import dev.guildhall.shared.Caller;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whoever may see an appointment may watch it. */
@Component
class AppointmentGuard implements TopicGuard {

    private final AppointmentService appointments;

    AppointmentGuard(AppointmentService appointments) {
        this.appointments = appointments;
    }

    @Override
    public String kind() {
        return "appointment";
    }

    @Override
    public Mono<Void> require(long id, Caller caller) {
        return appointments.get(id, caller).then();
    }
}
