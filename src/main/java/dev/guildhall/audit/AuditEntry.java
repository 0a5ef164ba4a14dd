package dev.guildhall.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A row of the audit log.
 *
 * @param actorId null when it was nobody with an account
 * @param actorName user name, or the operating system's name of an operator; empty for the system itself
 * @param actorKind admin, user, operator or system
 * @param adminRole of an admin at that moment
 * @param requestId as in the answer's {@code X-Request-Id}; empty when there was no request
 * @param seal null until it is sealed, which takes about a second
 */
public record AuditEntry(
        long id,
        Instant occurredAt,
        @Nullable Long actorId,
        String actorName,
        String actorKind,
        @Nullable String adminRole,
        String action,
        String entityType,
        String entityId,
        @Nullable JsonNode before,
        @Nullable JsonNode after,
        String requestId,
        String reason,
        @Nullable Seal seal) {

    /**
     * Its place in the chain.
     *
     * @param seq from 1, without a gap
     * @param hash SHA-256 of the hash before and of the row, in hex
     */
    public record Seal(long seq, String hash) {}
}
