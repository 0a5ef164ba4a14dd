package dev.guildhall.appointment;

import dev.guildhall.appointment.AppointmentEvent.Cause;
import dev.guildhall.appointment.SlaQueries.Due;
import dev.guildhall.event.EventSink;
import dev.guildhall.event.UnitOfWork;
import dev.guildhall.flag.FeatureFlags;
import dev.guildhall.flag.Switch;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Notices deadlines that are at risk or missed, and tells of each once. Any number of nodes may do it at the same time: an order is
 * locked by whoever comes first and passed over by the others, and what was told is in the transaction that told it. So a node that
 * dies in the middle has told nothing, and the next look, here or elsewhere, finds the order as it was. While
 * {@link Switch#SLA_WATCH} is off nothing is noticed, whoever asks for it; what is due stays due.
 */
@Service
public class SlaSweep {

    private static final Logger LOG = LoggerFactory.getLogger(SlaSweep.class);

    private final SlaQueries deadlines;
    private final AppointmentQueries appointments;
    private final UnitOfWork work;
    private final EventSink events;
    private final FeatureFlags flags;
    private final Clock clock;

    SlaSweep(
            SlaQueries deadlines,
            AppointmentQueries appointments,
            UnitOfWork work,
            EventSink events,
            FeatureFlags flags,
            Clock clock) {
        this.deadlines = deadlines;
        this.appointments = appointments;
        this.work = work;
        this.events = events;
        this.flags = flags;
        this.clock = clock;
    }

    /** Looks at all that is due, one order after the other, and gives how much there was to tell. */
    public Mono<Integer> sweep() {
        return sweep(1);
    }

    /**
     * As {@link #sweep()}, several at a time. An order that fails keeps no other from being looked at, and is tried again the next time.
     */
    Mono<Integer> sweep(int atOnce) {
        return Mono.defer(() -> {
            var now = clock.instant();
            return page(now, Due.FIRST)
                    .expand(page -> page.size() < SlaQueries.PAGE ? Mono.empty() : page(now, page.get(page.size() - 1)))
                    .concatMapIterable(page -> page)
                    .flatMap(due -> tell(due.id()), atOnce)
                    .reduce(0, Integer::sum);
        });
    }

    private Mono<List<Due>> page(Instant now, Due after) {
        return flags.whenOn(Switch.SLA_WATCH, deadlines.listDue(now, after).collectList());
    }

    /** Asks for the switch each time, so that it ends a sweep that has much to tell. */
    private Mono<Integer> tell(long id) {
        return flags.whenOn(Switch.SLA_WATCH, Mono.defer(() -> work.run(notice(id, clock.instant()))))
                .onErrorResume(failure -> Mono.fromRunnable(
                        () -> LOG.warn("Noticing the deadlines of appointment {} failed: {}", id, failure.toString())));
    }

    /** One unit of work: what was not told before is written down and told. */
    private Mono<Integer> notice(long id, Instant now) {
        return appointments.lockDue(id, now).flatMap(order -> {
            var after = order.sla().looked(false, now);
            return deadlines
                    .note(id, order.sla().notices(now), after.nextLook(), now)
                    .delayUntil(noted -> emit(order, noted, now))
                    .map(List::size);
        });
    }

    private Mono<Void> emit(Appointment order, List<Sla.Notice> noted, Instant now) {
        var breached = noted.stream().anyMatch(Sla.Notice::isBreach);
        var after = breached ? order.withSla(order.sla().looked(true, now), now) : order;
        return Flux.fromIterable(noted)
                .concatMap(notice -> events.emit(new AppointmentEvent(
                        notice.eventType(),
                        notice.isBreach() ? order : after,
                        after,
                        null,
                        notice.payload(),
                        Cause.CLOCK)))
                .then();
    }
}
