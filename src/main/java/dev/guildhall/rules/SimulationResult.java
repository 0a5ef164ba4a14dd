package dev.guildhall.rules;

import dev.guildhall.shared.PointedProblem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a rule would have done; the same whenever it is asked of the same stretch of history.
 *
 * @param ruleId null for a new rule
 * @param version the one it was compared with, when that is in force
 * @param firstEvent id of the first event that was looked at
 * @param matched how often its actions would have run
 * @param skipped how often it was met and skipped, by reason
 * @param actions how often each type of action would have run
 * @param events the first events for which there is something to say, and a few that were not met
 * @param complete whether {@code events} has all that were met, skipped or differ
 */
public record SimulationResult(
        @Nullable Long ruleId,
        @Nullable Integer version,
        @Nullable Long firstEvent,
        @Nullable Long lastEvent,
        long examined,
        long matched,
        Map<String, Long> skipped,
        Map<String, Long> actions,
        Difference difference,
        List<Event> events,
        boolean complete,
        List<PointedProblem> problems) {

    /** How it differs from the version in force: events it would act on in addition, no more, or in another way. */
    public record Difference(long added, long removed, long changed) {}

    /**
     * One event.
     *
     * @param change {@code added}, {@code removed}, {@code changed}, or null when the version in force does the same
     * @param actions those that would run, as they are written
     */
    public record Event(
            long eventId,
            String eventType,
            String entityType,
            String entityId,
            Instant createdAt,
            String verdict,
            @Nullable String reason,
            @Nullable String change,
            List<ConditionTrace.Line> trace,
            List<JsonNode> actions) {}
}
