package dev.guildhall.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of something that was to be posted.
 *
 * @param event null for a test
 * @param state waiting, sent, failed or dropped
 * @param responseText the beginning of the last answer
 * @param durationMs how long the last attempt took
 * @param endedAt null while it waits
 */
public record WebhookDelivery(
        long id,
        long webhook,
        @Nullable Long event,
        String eventType,
        String state,
        int attempts,
        @Nullable Integer responseStatus,
        @Nullable String responseText,
        @Nullable Integer durationMs,
        @Nullable String failure,
        @Nullable Instant nextAttemptAt,
        Instant createdAt,
        @Nullable Instant endedAt) {}
