package dev.guildhall.appointment;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row to be added to an appointment's timeline.
 *
 * @param fromStatus null unless the status changed
 * @param warnings what the reached status lacks after an override, e.g. {@code missing_price}
 * @param actorId null for the platform itself
 */
public record TimelineEntry(
        String eventType,
        @Nullable AppointmentStatus fromStatus,
        @Nullable AppointmentStatus toStatus,
        String note,
        Map<String, Object> metadata,
        List<String> warnings,
        @Nullable Long actorId) {

    static TimelineEntry statusChanged(
            AppointmentStatus from, AppointmentStatus to, String note, List<String> warnings, @Nullable Long actorId) {
        return new TimelineEntry("status_changed", from, to, note, Map.of(), warnings, actorId);
    }

    /** A row that tells of something other than a change of status. */
    public static TimelineEntry of(String eventType, String note, Map<String, Object> metadata, long actorId) {
        return new TimelineEntry(eventType, null, null, note, metadata, List.of(), actorId);
    }
}
