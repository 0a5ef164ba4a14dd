package dev.guildhall.rules;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** A rule as an admin wrote it. The JSON in it is not to be changed. */
public record Rule(
        long id,
        String name,
        boolean active,
        String triggerEventType,
        JsonNode condition,
        JsonNode action,
        Instant createdAt,
        Instant updatedAt) {

    /** What an admin may say about a rule. */
    public RuleDraft draft() {
        return new RuleDraft(name, active, triggerEventType, condition, action);
    }
}
