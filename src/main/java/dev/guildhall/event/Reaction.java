package dev.guildhall.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule made of a stored event. Written by the last statement of the unit of work, so that it commits with what the rule did: the
 * database takes it once for each version, event and attempt.
 *
 * @param attempt 0 for the first time
 * @param reason why it was skipped; null when it was met
 * @param replayed whether the event is from an earlier unit of work
 * @param micros how long it took
 * @param effects what its actions did
 */
public record Reaction(
        long ruleId,
        int ruleVersion,
        long eventId,
        int attempt,
        @Nullable String reason,
        boolean replayed,
        long micros,
        List<Effect> effects) {

    /**
     * What became of one action.
     *
     * @param index its place among the actions of the rule
     * @param outcome {@code done}; {@code nothing} when there was nothing to do; {@code off} when it was switched off
     */
    public record Effect(int index, String type, String outcome) {}
}
