/**
 * What happens on the platform. Use cases {@link dev.guildhall.event.EventSink#emit emit} events inside a
 * {@link dev.guildhall.event.UnitOfWork}; before it commits, the sink is drained in the same chain: every event goes through the
 * {@link dev.guildhall.event.EventStage stages}, breadth first, and all of them once through the
 * {@link dev.guildhall.event.ClosingStage closing stages}. It is stored with the facts it was emitted with, by the last statement at the
 * latest, which also writes the live log.
 */
@NullMarked
package dev.guildhall.event;

import org.jspecify.annotations.NullMarked;
