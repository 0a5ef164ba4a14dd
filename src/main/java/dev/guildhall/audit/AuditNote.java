package dev.guildhall.audit;

import org.jspecify.annotations.Nullable;

/**
 * What has changed.
 *
 * @param action past tense, e.g. {@code user.banned}
 * @param entityType e.g. {@code Account}
 * @param before how it stood, as far as it has changed; written as JSON; null when it was not there
 * @param after how it stands; null when it is gone
 * @param reason why, or empty
 */
public record AuditNote(
        String action,
        String entityType,
        String entityId,
        @Nullable Object before,
        @Nullable Object after,
        String reason) {

    public AuditNote(String action, String entityType, long entityId, @Nullable Object before, @Nullable Object after) {
        this(action, entityType, String.valueOf(entityId), before, after, "");
    }

    public AuditNote because(String why) {
        return new AuditNote(action, entityType, entityId, before, after, why);
    }
}
