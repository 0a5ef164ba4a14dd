package dev.guildhall.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event read back from the log. */
record PastEvent(
        String type,
        String entityType,
        long entityId,
        @Nullable Actor actor,
        Map<String, @Nullable Object> payload,
        Map<String, @Nullable Object> facts)
        implements DomainEvent {}
