package dev.guildhall.live;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * A line of the live log.
 *
 * @param feed where it was read, see {@link Position}
 * @param topic what it is about
 * @param position its place in the feed
 * @param type e.g. {@code message.created}
 * @param data ids of what it is about
 */
public record LiveLine(String feed, String topic, Position position, String type, JsonNode data, Instant occurredAt) {

    /** The number that its frame carries. */
    long seq() {
        return position.id();
    }

    /** An id among the data. */
    public long id(String name) {
        return data.path(name).asLong();
    }
}
