package dev.guildhall.notification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A notice to one person.
 *
 * @param type system, appointment, payment, security or a rule's own word
 * @param payload a JSON object, as text
 * @param appointment the order it is about; null when it is about none
 * @param readAt when it was first read; null while unread
 */
public record Notification(
        long id,
        String type,
        String title,
        String message,
        String payload,
        @Nullable Long appointment,
        Instant createdAt,
        @Nullable Instant readAt) {}
