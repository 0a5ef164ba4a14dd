package dev.guildhall.rules;

import dev.guildhall.event.RecordedEvent;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** An event that has met the condition of a rule. */
public record RuleMatch(long ruleId, String ruleName, RecordedEvent event) {

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
