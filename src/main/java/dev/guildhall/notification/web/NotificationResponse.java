package dev.guildhall.notification.web;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.guildhall.notification.Notification;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

record NotificationResponse(
        long id,
        String type,
        String title,
        String message,
        @JsonRawValue String payload,
        @Nullable Long appointment,
        boolean isRead,
        Instant createdAt,
        @Nullable Instant readAt) {

    static NotificationResponse from(Notification notification) {
        return new NotificationResponse(
                notification.id(),
                notification.type(),
                notification.title(),
                notification.message(),
                notification.payload(),
                notification.appointment(),
                notification.readAt() != null,
                notification.createdAt(),
                notification.readAt());
    }
}
