package dev.guildhall.event;

import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Events of one depth, in the order they were emitted. They are stored when a stage asks for their ids, or at the latest before the commit. */
public final class Level {

    private final List<DomainEvent> events;
    private final int depth;
    private final EventLog log;
    private final Journal journal;
    private final Mono<List<RecordedEvent>> recorded;

    Level(List<DomainEvent> events, int depth, Journal journal, EventLog log) {
        this.events = List.copyOf(events);
        this.depth = depth;
        this.log = log;
        this.journal = journal;
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

    /**
     * Says as of which revision of the rules these events have been looked at; before they are stored.
     *
     * @param revisionByType by the type of the event
     */
    public void stamp(Function<String, Long> revisionByType) {
        journal.stamp(depth, revisionByType);
    }

    /** The recorded ones among them, stored now, with their ids and what rules may ask for. */
    public Mono<List<RecordedEvent>> recorded() {
        return recorded;
    }
}
