package dev.guildhall.rules;

import dev.guildhall.event.RecordedEvent;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An event that has met the condition of a rule, for one of its actions.
 *
 * @param attempt 0 for the first time
 * @param action the place of the action in the rule
 */
public record RuleMatch(long ruleId, int ruleVersion, String ruleName, RecordedEvent event, int attempt, int action) {

    /** The first action of a rule's first version, for the first time. */
    public RuleMatch(long ruleId, String ruleName, RecordedEvent event) {
        this(ruleId, 1, ruleName, event, 0, 0);
    }

    /**
     * The id of somebody or something the event is about, as in its facts.
     *
     * @param subject {@code actor}, {@code appointment}, {@code client} or {@code master}
     * @return empty when the event has none
     */
    public Optional<Long> idOf(String subject) {
        return Optional.of(event.facts().path(subject).path("id"))
                .filter(JsonNode::isIntegralNumber)
                .map(JsonNode::asLong);
    }
}
