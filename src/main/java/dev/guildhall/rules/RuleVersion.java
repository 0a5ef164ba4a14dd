package dev.guildhall.rules;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rule as it once was, or is.
 *
 * @param author account id of who wrote it; null for the platform
 * @param writtenAt since when it was in force
 * @param deletedBy account id of who deleted the rule, when this was its last version
 */
public record RuleVersion(
        long ruleId,
        int version,
        RuleDraft draft,
        @Nullable Long author,
        @Nullable String authorUsername,
        Instant writtenAt,
        @Nullable Long deletedBy,
        @Nullable Instant deletedAt) {}
