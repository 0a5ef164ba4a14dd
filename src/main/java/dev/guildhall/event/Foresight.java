package dev.guildhall.event;

import dev.guildhall.shared.Rehearsal;
import java.util.List;
import reactor.core.publisher.Mono;

/** Tells one kind of what would come of a unit of work that is only rehearsed; read before it is undone. */
public interface Foresight {

    /** What it is called in the answer. */
    String name();

    /**
     * What there is to tell whoever rehearses, who need not be told everything.
     *
     * @param events everything the unit of work has emitted, level by level
     */
    Mono<? extends List<?>> tell(Rehearsal rehearsal, List<DomainEvent> events);
}
