package dev.guildhall.rules.web;

import dev.guildhall.rules.Rule;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

record RuleResponse(
        long id,
        String name,
        boolean isActive,
        String triggerEventType,
        JsonNode conditionJson,
        JsonNode actionJson,
        Instant createdAt,
        Instant updatedAt) {

    static RuleResponse from(Rule rule) {
        return new RuleResponse(
                rule.id(),
                rule.name(),
                rule.active(),
                rule.triggerEventType(),
                rule.condition(),
                rule.action(),
                rule.createdAt(),
                rule.updatedAt());
    }
}
