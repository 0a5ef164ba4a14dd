package dev.guildhall.event;

import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.context.ContextView;

/**
 * The one place events go. {@link #emit} only puts an event into the sink of the unit of work around it; the unit of work drains it
 * level by level: what people did is level 1, what rules did about that is level 2, and so on.
 */
@Component
public class EventSink {

    /** Rules run for events down to this level; deeper events are stored, and run none. */
    public static final int DEEPEST_LEVEL_WITH_RULES = 3;

    private final EventLog log;
    private final List<EventStage> stages;

    EventSink(EventLog log, List<EventStage> stages) {
        this.log = log;
        this.stages = List.copyOf(stages);
    }

    /** Tells what happened. Fails outside of a unit of work. */
    public Mono<Void> emit(DomainEvent event) {
        return Mono.deferContextual(context -> {
            levels(context).current.tryEmitNext(event).orThrow();
            return Mono.empty();
        });
    }

    /** Takes the levels out one after the other, until a level is empty. */
    Mono<Void> drain() {
        return Mono.deferContextual(context -> drainLevel(levels(context)));
    }

    private Mono<Void> drainLevel(Levels levels) {
        var depth = levels.depth;
        return levels.next()
                .filter(events -> !events.isEmpty())
                .flatMap(events -> log.record(events, depth))
                .delayUntil(this::runStages)
                .flatMap(recorded -> drainLevel(levels));
    }

    private Mono<Void> runStages(List<RecordedEvent> events) {
        return Flux.fromIterable(stages)
                .concatMap(stage -> stage.process(events))
                .then();
    }

    private static Levels levels(ContextView context) {
        return context.get(Levels.class);
    }

    /** The sinks of one unit of work: the current one takes what is emitted while the level above is worked on. */
    static final class Levels {

        private int depth = 1;
        private Sinks.Many<DomainEvent> current = Sinks.many().unicast().onBackpressureBuffer();

        /** Closes the current sink and hands out what it took; whatever comes now belongs to the next level. */
        Mono<List<DomainEvent>> next() {
            return Mono.defer(() -> {
                var closed = current;
                current = Sinks.many().unicast().onBackpressureBuffer();
                depth++;
                closed.tryEmitComplete();
                return closed.asFlux().collectList();
            });
        }
    }
}
