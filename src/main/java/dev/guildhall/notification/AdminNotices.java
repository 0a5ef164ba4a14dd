package dev.guildhall.notification;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What the platform itself tells all admins. */
@Component
public class AdminNotices {

    private final Notifications notifications;
    private final NoticeWriter writer;

    AdminNotices(Notifications notifications, NoticeWriter writer) {
        this.notifications = notifications;
        this.writer = writer;
    }

    /**
     * Tells them, in the unit of work around it.
     *
     * @param code message code of the text; with {@code _title} behind it, that of the title
     * @param argument of the text
     */
    public Mono<Void> send(String code, String argument) {
        return Mono.defer(() -> notifications.send(writer.write(code, argument), Recipients.ADMINS))
                .then();
    }
}
