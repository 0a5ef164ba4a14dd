package dev.guildhall.notification.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.guildhall.event.DomainEvent;
import dev.guildhall.event.Note;
import dev.guildhall.live.LiveLine;
import dev.guildhall.live.LiveReader;
import dev.guildhall.live.LiveSource;
import dev.guildhall.live.Topics;
import dev.guildhall.notification.NoticesSent;
import dev.guildhall.notification.Notification;
import dev.guildhall.notification.Notifications;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Everybody's own notifications in the streams, always with how many are unread. */
@Component
class NotificationFrames implements LiveSource {

    private static final String CREATED = "notification.created";
    private static final String READ = "notification.read";

    private final Notifications notifications;

    NotificationFrames(Notifications notifications) {
        this.notifications = notifications;
    }

    @Override
    public Set<String> types() {
        return Set.of(CREATED, READ);
    }

    /** What is read is noted by the statement that marks it. */
    @Override
    public Stream<Note> notes(DomainEvent event) {
        return event instanceof NoticesSent sent
                ? sent.notices().stream()
                        .map(notice -> new Note(
                                Topics.user(notice.accountId()),
                                CREATED,
                                Map.<String, Object>of("notification", notice.id())))
                : Stream.empty();
    }

    @Override
    public Mono<Payloads> load(List<Viewing> viewings) {
        var created = viewings.stream()
                .map(Viewing::line)
                .filter(line -> line.type().equals(CREATED))
                .map(line -> line.id("notification"))
                .toList();
        var readers = viewings.stream()
                .flatMap(viewing -> viewing.readers().stream())
                .map(reader -> reader.caller().id())
                .distinct()
                .toList();
        return Mono.zip(notifications.find(created), notifications.countUnread(readers))
                .map(loaded -> (line, reader) -> payload(line, reader, loaded.getT1(), loaded.getT2()));
    }

    private static @Nullable Object payload(
            LiveLine line, LiveReader reader, Map<Long, Notification> found, Map<Long, Long> unread) {
        long count = unread.getOrDefault(reader.caller().id(), 0L);
        if (line.type().equals(READ)) {
            var data = line.data();
            return new Read(
                    data.path("ids"),
                    data.path("all").asBoolean(),
                    data.path("read_at").asString(),
                    count);
        }
        var notification = found.get(line.id("notification"));
        return notification == null ? null : new Created(NotificationResponse.from(notification), count);
    }

    /** A new one. */
    record Created(@JsonUnwrapped NotificationResponse notification, long unreadCount) {}

    /** Some that are read now: those with these ids, or all there were. */
    record Read(JsonNode ids, boolean all, String readAt, long unreadCount) {}
}
