package dev.guildhall.rules;

import dev.guildhall.event.RecordedEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule made of an event, and why.
 *
 * @param verdict {@code met}, {@code skipped} or {@code not_met}
 * @param reason why it was skipped: {@code cooldown}, {@code stopped}, {@code budget}, {@code depth} or {@code limit}
 * @param attempt 0 for the first time; more when somebody has forced it, or has replayed what was switched off then
 * @param ranAt null when nothing was run
 */
public record RuleRun(
        long ruleId,
        int version,
        String name,
        int priority,
        RecordedEvent event,
        String verdict,
        @Nullable String reason,
        int attempt,
        boolean replayed,
        @Nullable Instant ranAt,
        @Nullable Long durationMicros,
        List<ConditionTrace.Line> trace,
        List<Action> actions) {

    /** Where it has its place among those of its rule: the newest event first. */
    public List<?> placeInRule() {
        return List.of(event.id(), attempt, version, replayed ? 1 : 0);
    }

    /** Where it has its place among those of its event: as they ran, replays behind. */
    public List<?> placeInEvent() {
        return List.of(replayed ? 1 : 0, priority, ruleId, attempt, version);
    }

    /**
     * One action of the rule.
     *
     * @param outcome {@code done}; {@code nothing} when there was nothing to do; {@code off} when it was switched off; {@code ignored}
     *     when it makes no sense; {@code not_run} when the rule was not met or skipped, or the action's turn was in an earlier attempt
     */
    public record Action(int index, String type, String outcome) {

        private boolean wasOff() {
            return outcome.equals(RuleAction.Outcome.OFF.word());
        }
    }

    /** Whether something of it was switched off, and is missing. */
    public boolean isPartial() {
        return actions.stream().anyMatch(Action::wasOff);
    }
}
