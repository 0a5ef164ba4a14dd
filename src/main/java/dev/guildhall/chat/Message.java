package dev.guildhall.chat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as people may see it.
 *
 * @param text null once deleted; empty when there is only a file
 * @param file storage key; null once deleted
 */
public record Message(
        long id,
        long appointmentId,
        long senderId,
        String senderUsername,
        @Nullable String text,
        @Nullable String file,
        @Nullable Instant deletedAt,
        Instant createdAt) {}
