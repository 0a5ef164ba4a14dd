package dev.guildhall.event;

import reactor.core.publisher.Mono;

/**
 * One thing that is done with every level of events, in the transaction that emitted them. Stages run in the order of their
 * {@code @Order}; each gets a whole level at once, so that it can write once. What a stage emits joins the next level. A failure undoes
 * the transaction.
 */
public interface EventStage {

    /** Runs rules: what they emit is part of the next level. */
    int RULES = 100;

    Mono<Void> process(Level level);
}
