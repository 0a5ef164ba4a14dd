package dev.guildhall.event;

import java.util.List;
import reactor.core.publisher.Mono;

/**
 * One thing that is done when a unit of work emits no more, in the order of {@code @Order}. Locks that others may want are taken here
 * and not before, so that no two units wait for each other. A failure undoes the transaction. What it emits is seen by the closing
 * stages after it.
 */
public interface ClosingStage {

    /** Recalculates risk and scores. */
    int SCORES = 100;

    /** Notes who must hear of it. */
    int LIVE = 200;

    /** @param events everything the unit of work has emitted, level by level */
    Mono<Void> close(List<DomainEvent> events);
}
