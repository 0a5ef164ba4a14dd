package dev.guildhall.notification.web;

import static org.springframework.web.reactive.function.server.ServerResponse.ok;

import dev.guildhall.notification.Notifications;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.web.BodyReader;
import dev.guildhall.shared.web.Pages;
import dev.guildhall.shared.web.Params;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Component
class NotificationHandler {

    private static final Map<String, Boolean> IS_READ = Map.of("0", false, "1", true);

    private final Notifications notifications;
    private final BodyReader bodies;
    private final Pages pages;

    NotificationHandler(Notifications notifications, BodyReader bodies, Pages pages) {
        this.notifications = notifications;
        this.bodies = bodies;
        this.pages = pages;
    }

    Mono<ServerResponse> list(ServerRequest request, Caller caller) {
        var read = isRead(request);
        return pages.answer(
                request,
                caller,
                slice -> notifications.list(caller.id(), read, slice),
                notification -> List.of(notification.id()),
                NotificationResponse::from);
    }

    Mono<ServerResponse> unreadCount(ServerRequest request, Caller caller) {
        return notifications.countUnread(caller.id()).flatMap(count -> ok().bodyValue(Map.of("unread_count", count)));
    }

    Mono<ServerResponse> markRead(ServerRequest request, Caller caller) {
        return bodies.with(request, body -> Mono.fromSupplier(() -> MarkReadRequest.read(body.fields()))
                        .flatMap(wanted -> markRead(wanted, caller)))
                .flatMap(updated -> ok().bodyValue(Map.of("updated", updated)));
    }

    private Mono<Long> markRead(MarkReadRequest wanted, Caller caller) {
        return wanted.all()
                ? notifications.markAllRead(caller.id())
                : notifications.markRead(caller.id(), wanted.ids());
    }

    /** What is neither 0 nor 1 does not filter. */
    private static Optional<Boolean> isRead(ServerRequest request) {
        return Params.of(request).text("is_read").flatMap(given -> Optional.ofNullable(IS_READ.get(given)));
    }
}
