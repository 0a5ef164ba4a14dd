package dev.guildhall.event;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** What is measured of the events of this node, and of what follows from them. */
@Component
class EventMeters {

    private static final String RUNS = "guildhall.rules.runs";
    private static final List<String> SKIPPED = List.of("cooldown", "stopped", "budget", "depth");

    /** Rules may emit events of types that their authors make up: a name each would be measurements without end. */
    private static final String MADE_UP = "custom.";

    private final MeterRegistry meters;
    private final Timer chain;
    private final Map<String, Counter> events = new ConcurrentHashMap<>();

    EventMeters(MeterRegistry meters) {
        this.meters = meters;
        this.chain = Timer.builder("guildhall.events.chain")
                .description("What follows from the events of a use case: rules, scores, what streams will tell")
                .serviceLevelObjectives(
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(25),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5))
                .register(meters);
        runs("met");
        SKIPPED.forEach(this::runs);
    }

    /** Of a unit of work that had events. */
    void chained(Duration duration) {
        chain.record(duration);
    }

    /** Of a unit of work that has been committed. */
    void committed(List<DomainEvent> seen, List<Reaction> reactions) {
        seen.stream().filter(DomainEvent::isRecorded).map(EventMeters::kind).forEach(kind -> events.computeIfAbsent(
                        kind, unknown -> meters.counter("guildhall.events", "type", kind))
                .increment());
        for (var reaction : reactions) {
            runs(reaction.reason() == null ? "met" : reaction.reason()).increment();
            reaction.effects().forEach(this::count);
        }
    }

    private void count(Reaction.Effect effect) {
        meters.counter("guildhall.rules.actions", "type", effect.type(), "outcome", effect.outcome())
                .increment();
    }

    private Counter runs(String outcome) {
        return meters.counter(RUNS, "outcome", outcome);
    }

    private static String kind(DomainEvent event) {
        return event.type().startsWith(MADE_UP) ? "custom" : event.type();
    }
}
