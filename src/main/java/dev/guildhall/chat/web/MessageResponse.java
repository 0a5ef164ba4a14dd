package dev.guildhall.chat.web;

import dev.guildhall.chat.Message;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

record MessageResponse(
        long id,
        long appointment,
        long sender,
        String senderUsername,
        @Nullable String text,
        @Nullable String file,
        @Nullable String fileUrl,
        boolean isDeleted,
        @Nullable Instant deletedAt,
        Instant createdAt) {

    static MessageResponse of(Message message, @Nullable String url) {
        return new MessageResponse(
                message.id(),
                message.appointmentId(),
                message.senderId(),
                message.senderUsername(),
                message.text(),
                url,
                url,
                message.deletedAt() != null,
                message.deletedAt(),
                message.createdAt());
    }
}
