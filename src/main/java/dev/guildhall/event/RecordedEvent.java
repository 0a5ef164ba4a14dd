package dev.guildhall.event;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event that is stored.
 *
 * @param id its row in the event log
 * @param depth 1 for a person's doing, one more for each rule in between
 * @param facts what rules see: {@code event}, {@code actor}, {@code appointment}, {@code client}, {@code master}; not to be changed
 */
public record RecordedEvent(long id, Instant createdAt, int depth, DomainEvent event, ObjectNode facts) {}
