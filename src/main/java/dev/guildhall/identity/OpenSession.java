package dev.guildhall.identity;

import java.time.Instant;
import java.util.UUID;

/**
 * A session that can still be used.
 *
 * @param lastUsedAt its latest refresh
 */
public record OpenSession(UUID id, Device device, Instant createdAt, Instant lastUsedAt, Instant expiresAt) {}
