package dev.guildhall.event;

import java.util.Map;

/**
 * A line in the live log: that something a topic is about has changed. Says which thing it was and not what it looks like, because that
 * is read when it is told, for whoever is told.
 *
 * @param topic e.g. {@code appointment:12}
 * @param type what has happened, e.g. {@code message.created}
 * @param data ids, JSON-compatible
 */
public record Note(String topic, String type, Map<String, Object> data) {}
