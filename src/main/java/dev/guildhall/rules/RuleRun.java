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
 * @param attempt 0 unless somebody has forced it
 * @param ranAt null when nothing was run
 */
public record RuleRun(
        long ruleId,
        int version,
        String name,
        RecordedEvent event,
        String verdict,
        @Nullable String reason,
        int attempt,
        boolean replayed,
        @Nullable Instant ranAt,
        @Nullable Long durationMicros,
        List<ConditionTrace.Line> trace,
        List<Action> actions) {

    /**
     * One action of the rule.
     *
     * @param outcome {@code done}; {@code nothing} when there was nothing to do; {@code ignored} when it makes no sense;
     *     {@code not_run} when the rule was not met or skipped
     */
    public record Action(int index, String type, String outcome) {}
}
