/**
 * What happens on the platform. Use cases {@link dev.guildhall.event.EventSink#emit emit} events inside a
 * {@link dev.guildhall.event.UnitOfWork}; before it commits, the sink is drained in the same chain: every event is stored with the
 * facts it was emitted with, and goes through the {@link dev.guildhall.event.EventStage stages}, breadth first.
 */
@NullMarked
package dev.guildhall.event;

import org.jspecify.annotations.NullMarked;
