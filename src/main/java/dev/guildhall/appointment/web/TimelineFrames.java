package dev.guildhall.appointment.web;

import dev.guildhall.appointment.AppointmentService;
import dev.guildhall.appointment.TimelineQueries.PlacedRow;
import dev.guildhall.appointment.TimelineWritten;
import dev.guildhall.event.DomainEvent;
import dev.guildhall.event.Note;
import dev.guildhall.live.LiveReader;
import dev.guildhall.live.LiveSource;
import dev.guildhall.live.Topics;
import dev.guildhall.shared.Forbidden;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** New rows of timelines in the streams. */
@Component
class TimelineFrames implements LiveSource {

    private static final String ADDED = "timeline.added";

    private final AppointmentService appointments;

    TimelineFrames(AppointmentService appointments) {
        this.appointments = appointments;
    }

    @Override
    public Set<String> types() {
        return Set.of(ADDED);
    }

    @Override
    public Stream<Note> notes(DomainEvent event) {
        return event instanceof TimelineWritten written
                ? written.rows().stream()
                        .map(row -> new Note(
                                Topics.appointment(written.appointmentId()), ADDED, Map.<String, Object>of("row", row)))
                : Stream.empty();
    }

    @Override
    public Mono<Payloads> load(List<Viewing> viewings) {
        return appointments
                .listTimelineRows(viewings.stream()
                        .map(viewing -> viewing.line().id("row"))
                        .toList())
                .collectMap(placed -> placed.row().id(), Shown::new)
                .map(rows -> (line, reader) -> payload(rows.get(line.id("row")), reader));
    }

    private static @Nullable Object payload(@Nullable Shown shown, LiveReader reader) {
        if (shown == null || !shown.placed.order().isSeenBy(reader.caller())) {
            throw new Forbidden("error.forbidden");
        }
        return shown.placed.order().showsHistoryTo(reader.caller()) ? shown.response : null;
    }

    /** A row as everybody sees it who may. */
    private record Shown(PlacedRow placed, TimelineResponse response) {

        private Shown(PlacedRow placed) {
            this(placed, TimelineResponse.from(placed.row()));
        }
    }
}
