package dev.guildhall.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.context.ContextView;

/**
 * The one place events go. {@link #emit} only puts an event into the sink of the unit of work around it; the unit of work drains it
 * level by level: what people did is level 1, what rules did about that is level 2, and so on. When no more events come, the closing
 * stages look at all of them.
 */
@Component
public class EventSink {

    /** Rules run for events down to this level; deeper events are stored, and run none. */
    public static final int DEEPEST_LEVEL_WITH_RULES = 3;

    private final EventLog log;
    private final List<EventStage> stages;
    private final List<ClosingStage> closing;
    private final EventMeters meters;

    EventSink(EventLog log, List<EventStage> stages, List<ClosingStage> closing, EventMeters meters) {
        this.log = log;
        this.meters = meters;
        this.stages = List.copyOf(stages);
        this.closing = List.copyOf(closing);
    }

    /** Tells what happened. Fails outside of a unit of work. */
    public Mono<Void> emit(DomainEvent event) {
        return Mono.deferContextual(context -> {
            unit(context).current.tryEmitNext(event).orThrow();
            return Mono.empty();
        });
    }

    /** Takes the levels out one after the other, until a level is empty; then closes. What a closing stage emits is drained as well. */
    Mono<Void> drain() {
        return Mono.deferContextual(context -> {
            var unit = unit(context);
            var begin = System.nanoTime();
            return drainLevels(unit)
                    .thenMany(Flux.fromIterable(closing))
                    .concatMap(stage -> stage.close(List.copyOf(unit.seen)).then(drainLevels(unit)))
                    .then()
                    .doOnSuccess(done -> measure(unit, begin));
        });
    }

    /** Writes lines of the live log with the last statement of the unit of work. Fails outside of one. */
    public Mono<Void> note(Collection<Note> notes) {
        return Mono.deferContextual(context -> {
            unit(context).journal.addAll(notes);
            return Mono.empty();
        });
    }

    /** Writes down what a rule made of a stored event, with the last statement of the unit of work. Fails outside of one. */
    public Mono<Void> note(Reaction reaction) {
        return Mono.deferContextual(context -> {
            unit(context).journal.add(reaction);
            return Mono.empty();
        });
    }

    /** What is counted in the unit of work around it. Fails outside of one. */
    public Mono<Tally> tally() {
        return Mono.deferContextual(context -> Mono.just(unit(context).tally));
    }

    /** Makes what is emitted in the unit of work around it follow from this event, which an earlier one has stored. */
    public Mono<Void> continueAfter(RecordedEvent event) {
        return Mono.deferContextual(context -> {
            unit(context).depth = event.depth() + 1;
            return Mono.empty();
        });
    }

    /** Everything that was emitted so far. */
    Mono<List<DomainEvent>> seen() {
        return Mono.deferContextual(context -> Mono.just(List.copyOf(unit(context).seen)));
    }

    /** What counts the events and rules of the unit of work around it, to be done when it has been committed. */
    Mono<Runnable> counting() {
        return Mono.deferContextual(context -> {
            var unit = unit(context);
            return Mono.just(() -> meters.committed(unit.seen, unit.journal.reactions()));
        });
    }

    /** The last statement of a unit of work: the events that no rule has needed, and the notes. */
    Mono<Void> write() {
        return Mono.deferContextual(context -> log.close(unit(context).journal));
    }

    private void measure(Unit unit, long begin) {
        if (!unit.seen.isEmpty()) {
            meters.chained(Duration.ofNanos(System.nanoTime() - begin));
        }
    }

    private Mono<Void> drainLevels(Unit unit) {
        return unit.next()
                .filter(events -> !events.isEmpty())
                .map(events -> new Level(events, unit.depth++, unit.journal, log))
                .delayUntil(this::runStages)
                .flatMap(level -> drainLevels(unit));
    }

    private Mono<Void> runStages(Level level) {
        return Flux.fromIterable(stages)
                .concatMap(stage -> stage.process(level))
                .then();
    }

    private static Unit unit(ContextView context) {
        return context.get(Unit.class);
    }

    /** What one unit of work has emitted: the current sink takes what comes while the level above is worked on. */
    static final class Unit {

        private final List<DomainEvent> seen = new ArrayList<>();
        private final Journal journal = new Journal();
        private final Tally tally = new Tally();
        private int depth = 1;
        private Sinks.Many<DomainEvent> current = Sinks.many().unicast().onBackpressureBuffer();

        /** Closes the current sink and hands out what it took; whatever comes now belongs to the next level. */
        private Mono<List<DomainEvent>> next() {
            return Mono.defer(() -> {
                var closed = current;
                current = Sinks.many().unicast().onBackpressureBuffer();
                closed.tryEmitComplete();
                return closed.asFlux().collectList().doOnNext(seen::addAll);
            });
        }
    }
}
