package dev.guildhall.appointment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A row of a timeline, as written: see {@link TimelineEntry}. */
public record TimelineRow(
        long id,
        String eventType,
        String fromStatus,
        String toStatus,
        String note,
        JsonNode metadata,
        JsonNode warnings,
        @Nullable Long actorId,
        @Nullable String actorUsername,
        Instant createdAt) {}
