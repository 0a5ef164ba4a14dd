package dev.guildhall.notification.web;

import dev.guildhall.event.DomainEvent;
import dev.guildhall.event.Foresight;
import dev.guildhall.notification.NoticesSent;
import dev.guildhall.notification.NoticesSent.Sent;
import dev.guildhall.notification.Notification;
import dev.guildhall.notification.Notifications;
import dev.guildhall.shared.Permission;
import dev.guildhall.shared.Rehearsal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What people would be told; whoever may not read the rules that tell it learns only what they would be told themselves. */
@Component
@Order(200)
class NoticeForesight implements Foresight {

    private final Notifications notifications;

    NoticeForesight(Notifications notifications) {
        this.notifications = notifications;
    }

    @Override
    public String name() {
        return "notifications";
    }

    @Override
    public Mono<? extends List<?>> tell(Rehearsal rehearsal, List<DomainEvent> events) {
        var caller = rehearsal.caller();
        var sent = events.stream()
                .filter(NoticesSent.class::isInstance)
                .flatMap(event -> ((NoticesSent) event).notices().stream())
                .filter(notice -> caller.may(Permission.RULES_READ) || notice.accountId() == caller.id())
                .toList();
        return notifications.find(sent.stream().map(Sent::id).toList()).map(found -> sent.stream()
                .map(notice -> told(notice, found.get(notice.id())))
                .filter(Objects::nonNull)
                .toList());
    }

    private static @Nullable Foreseen told(Sent notice, @Nullable Notification notification) {
        return notification == null
                ? null
                : new Foreseen(notice.accountId(), notification.type(), notification.title(), notification.message());
    }

    /** What an account would be told. */
    record Foreseen(long account, String type, String title, String message) {}
}
