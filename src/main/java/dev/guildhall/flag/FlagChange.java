package dev.guildhall.flag;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What an admin says about a flag; null is what stays as it is, or as it is by default. */
public record FlagChange(
        @Nullable String name,
        @Nullable Boolean enabled,
        @Nullable Integer rolloutPercentage,
        @Nullable FlagScope scope,
        @Nullable JsonNode conditions,
        @Nullable List<Long> users) {}
