package dev.guildhall.event;

import java.util.List;
import reactor.core.publisher.Mono;

/** Events of one depth, in the order they were emitted. They are stored when a stage asks for their ids, or at the latest before the commit. */
public final class Level {

    private final List<DomainEvent> events;
    private final int depth;
    private final EventLog log;
    private final Mono<List<RecordedEvent>> recorded;

    Level(List<DomainEvent> events, int depth, Journal journal, EventLog log) {
        this.events = List.copyOf(events);
        this.depth = depth;
        this.log = log;
        this.recorded = log.store(journal)
                .map(stored ->
                        stored.stream().filter(event -> event.depth() == depth).toList())
                .cache();
        this.events.stream().filter(DomainEvent::isRecorded).forEach(event -> journal.add(event, depth));
    }

    public List<DomainEvent> events() {
        return events;
    }

    /** 1 for a person's doing, one more for each rule in between. */
    public int depth() {
        return depth;
    }

    /** The recorded ones among them as they will be, but for their ids, which are 0. */
    public List<RecordedEvent> preview() {
        return log.preview(events, depth);
    }

    /** The recorded ones among them, stored now, with their ids and what rules may ask for. */
    public Mono<List<RecordedEvent>> recorded() {
        return recorded;
    }
}
