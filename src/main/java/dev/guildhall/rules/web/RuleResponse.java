package dev.guildhall.rules.web;

import dev.guildhall.rules.RuleReview.Reviewed;
import dev.guildhall.shared.web.PointedText;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import tools.jackson.databind.JsonNode;

record RuleResponse(
        long id,
        String name,
        boolean isActive,
        String triggerEventType,
        JsonNode conditionJson,
        JsonNode actionJson,
        Instant createdAt,
        Instant updatedAt,
        String description,
        int priority,
        boolean stopProcessing,
        int cooldownSeconds,
        int version,
        List<PointedText> problems,
        List<PointedText> warnings) {

    static RuleResponse from(Reviewed reviewed, MessageSource messages, Locale language) {
        var rule = reviewed.rule();
        return new RuleResponse(
                rule.id(),
                rule.name(),
                rule.active(),
                rule.triggerEventType(),
                rule.condition(),
                rule.action(),
                rule.createdAt(),
                rule.updatedAt(),
                rule.draft().description(),
                rule.draft().priority(),
                rule.draft().stopProcessing(),
                rule.draft().cooldownSeconds(),
                rule.version(),
                PointedText.of(reviewed.problems(), messages, language),
                PointedText.of(reviewed.warnings(), messages, language));
    }
}
