package dev.guildhall.rules.web;

import dev.guildhall.rules.RuleVersion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

record VersionResponse(
        long ruleId,
        int version,
        String name,
        String description,
        boolean isActive,
        String triggerEventType,
        JsonNode conditionJson,
        JsonNode actionJson,
        int priority,
        boolean stopProcessing,
        int cooldownSeconds,
        @Nullable Long author,
        @Nullable String authorUsername,
        Instant createdAt,
        @Nullable Long deletedBy,
        @Nullable Instant deletedAt) {

    static VersionResponse from(RuleVersion version) {
        var draft = version.draft();
        return new VersionResponse(
                version.ruleId(),
                version.version(),
                draft.name(),
                draft.description(),
                draft.active(),
                draft.triggerEventType(),
                draft.condition(),
                draft.action(),
                draft.priority(),
                draft.stopProcessing(),
                draft.cooldownSeconds(),
                version.author(),
                version.authorUsername(),
                version.writtenAt(),
                version.deletedBy(),
                version.deletedAt());
    }
}
