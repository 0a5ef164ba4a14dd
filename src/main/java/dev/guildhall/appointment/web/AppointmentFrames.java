package dev.guildhall.appointment.web;

import dev.guildhall.appointment.Appointment;
import dev.guildhall.appointment.AppointmentEvent;
import dev.guildhall.appointment.AppointmentQueries;
import dev.guildhall.appointment.AppointmentTouched;
import dev.guildhall.appointment.AppointmentView;
import dev.guildhall.event.DomainEvent;
import dev.guildhall.event.Note;
import dev.guildhall.live.LiveLine;
import dev.guildhall.live.LiveReader;
import dev.guildhall.live.LiveSource;
import dev.guildhall.live.Topics;
import dev.guildhall.shared.Forbidden;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Appointments in the streams: on their own page, in the lists of their two sides, and in the queue of those that can be taken. */
@Component
class AppointmentFrames implements LiveSource {

    private static final String UPDATED = "appointment.updated";
    private static final String ADDED = "queue.added";
    private static final String REMOVED = "queue.removed";

    private final AppointmentQueries queries;
    private final AppointmentResponses responses;

    AppointmentFrames(AppointmentQueries queries, AppointmentResponses responses) {
        this.queries = queries;
        this.responses = responses;
    }

    @Override
    public Set<String> types() {
        return Set.of(UPDATED, ADDED, REMOVED);
    }

    @Override
    public Stream<Note> notes(DomainEvent event) {
        if (event instanceof AppointmentEvent change && !change.after().equals(change.before())) {
            return Stream.concat(updated(change.after().id(), people(change)), queue(change));
        }
        if (event instanceof AppointmentTouched touched) {
            var queued = touched.available() ? Stream.of(ADDED) : Stream.<String>empty();
            var seen = touched.page()
                    ? updated(touched.id(), touched.people())
                    : updatedFor(touched.id(), touched.people());
            return Stream.concat(seen, queued.map(type -> note(Topics.QUEUE, type, touched.id())));
        }
        return Stream.empty();
    }

    @Override
    public Mono<Payloads> load(List<Viewing> viewings) {
        var pairs = viewings.stream()
                .flatMap(viewing -> viewing.readers().stream()
                        .map(reader ->
                                new Pair(id(viewing.line()), reader.caller().id())))
                .distinct()
                .toList();
        return queries.listSeen(
                        pairs.stream().map(Pair::appointment).toList(),
                        pairs.stream().map(Pair::reader).toList())
                .collectMap(seen -> new Pair(seen.view().order().id(), seen.reader()), seen -> seen.view())
                .map(views -> {
                    Map<Shown, AppointmentResponse> written = new HashMap<>();
                    return (line, reader) -> payload(line, reader, views, written);
                });
    }

    /** @param written what has been made of an order for one account, which may have many streams */
    private @Nullable Object payload(
            LiveLine line,
            LiveReader reader,
            Map<Pair, AppointmentView> views,
            Map<Shown, AppointmentResponse> written) {
        var view = views.get(new Pair(id(line), reader.caller().id()));
        if (line.type().equals(REMOVED) || view == null) {
            return new Gone(id(line), true);
        }
        if (view.order().isSeenBy(reader.caller())) {
            var queued = line.topic().equals(Topics.QUEUE);
            return !queued || view.order().isAvailable()
                    ? written.computeIfAbsent(
                            new Shown(id(line), reader), shown -> responses.of(view, reader.caller(), reader.baseUrl()))
                    : null;
        }
        if (line.topic().equals(Topics.appointment(id(line)))) {
            throw new Forbidden("error.forbidden");
        }
        return line.topic().equals(Topics.QUEUE) ? null : new Gone(id(line), true);
    }

    /** Whoever has it in a list, or had it until now. */
    private static Set<Long> people(AppointmentEvent change) {
        var people = new HashSet<>(change.after().sides());
        var before = change.before();
        if (before != null) {
            people.addAll(before.sides());
        }
        return people;
    }

    private static Stream<Note> updated(long appointment, Set<Long> people) {
        return Stream.concat(
                Stream.of(note(Topics.appointment(appointment), UPDATED, appointment)),
                updatedFor(appointment, people));
    }

    private static Stream<Note> updatedFor(long appointment, Set<Long> people) {
        return people.stream().map(person -> note(Topics.user(person), UPDATED, appointment));
    }

    private static Stream<Note> queue(AppointmentEvent change) {
        var was = isAvailable(change.before());
        var is = change.after().isAvailable();
        if (!was && !is) {
            return Stream.empty();
        }
        return Stream.of(note(Topics.QUEUE, is ? ADDED : REMOVED, change.after().id()));
    }

    private static boolean isAvailable(@Nullable Appointment order) {
        return order != null && order.isAvailable();
    }

    private static Note note(String topic, String type, long appointment) {
        return new Note(topic, type, Map.of("appointment", appointment));
    }

    private static long id(LiveLine line) {
        return line.id("appointment");
    }

    private record Shown(long appointment, LiveReader reader) {}

    private record Pair(long appointment, long reader) {}

    /** An appointment that is not the reader's to see any more. */
    record Gone(long id, boolean removed) {}
}
