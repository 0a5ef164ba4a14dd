package dev.guildhall.flag.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.guildhall.flag.FeatureFlag;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A feature flag as the API shows it. */
record FlagResponse(
        long id,
        String name,
        @JsonProperty("is_enabled") boolean enabled,
        int rolloutPercentage,
        String scope,
        JsonNode conditions,
        List<Long> users,
        Instant createdAt,
        Instant updatedAt) {

    static FlagResponse from(FeatureFlag flag) {
        return new FlagResponse(
                flag.id(),
                flag.name(),
                flag.enabled(),
                flag.rolloutPercentage(),
                flag.scope().word(),
                flag.conditions(),
                flag.users(),
                flag.createdAt(),
                flag.updatedAt());
    }
}
