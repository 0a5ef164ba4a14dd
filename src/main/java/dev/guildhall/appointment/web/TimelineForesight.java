package dev.guildhall.appointment.web;

import dev.guildhall.appointment.AppointmentService;
import dev.guildhall.appointment.TimelineWritten;
import dev.guildhall.event.DomainEvent;
import dev.guildhall.event.Foresight;
import dev.guildhall.shared.Rehearsal;
import java.util.Comparator;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The rows that would be added to the timeline, oldest first; their ids are those of no row. */
@Component
@Order(100)
class TimelineForesight implements Foresight {

    private final AppointmentService appointments;

    TimelineForesight(AppointmentService appointments) {
        this.appointments = appointments;
    }

    @Override
    public String name() {
        return "timeline";
    }

    @Override
    public Mono<? extends List<?>> tell(Rehearsal rehearsal, List<DomainEvent> events) {
        var ids = events.stream()
                .filter(TimelineWritten.class::isInstance)
                .flatMap(event -> ((TimelineWritten) event).rows().stream())
                .toList();
        return appointments
                .listTimelineRows(ids)
                .filter(placed -> placed.order().showsHistoryTo(rehearsal.caller()))
                .map(placed -> TimelineResponse.from(placed.row()))
                .sort(Comparator.comparingLong(TimelineResponse::id))
                .collectList();
    }
}
