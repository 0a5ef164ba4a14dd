package dev.guildhall.appointment.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.guildhall.appointment.TimelineRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A row of the timeline; the original leaves the name out where there is no actor. */
record TimelineResponse(
        long id,
        String eventType,
        String fromStatus,
        String toStatus,
        String note,
        JsonNode metadata,
        JsonNode warnings,
        @Nullable Long actor,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String actorUsername,
        Instant createdAt) {

    static TimelineResponse from(TimelineRow row) {
        return new TimelineResponse(
                row.id(),
                row.eventType(),
                row.fromStatus(),
                row.toStatus(),
                row.note(),
                row.metadata(),
                row.warnings(),
                row.actorId(),
                row.actorUsername(),
                row.createdAt());
    }
}
