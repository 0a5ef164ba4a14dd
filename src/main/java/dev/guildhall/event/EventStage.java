package dev.guildhall.event;

import java.util.List;
import reactor.core.publisher.Mono;

/**
 * One thing that is done with every event, in the transaction that emitted it. Stages run in the order of their {@code @Order}; each
 * gets a whole level of events at once, so that it can write once. What a stage emits joins the next level. A failure undoes the
 * transaction.
 */
public interface EventStage {

    /** Runs rules: what they emit is part of the next level. */
    int RULES = 100;

    /** Recalculates risk and scores, after rules have changed what they change. */
    int SCORES = 200;

    Mono<Void> process(List<RecordedEvent> events);
}
