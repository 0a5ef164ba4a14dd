package dev.guildhall.notification;

import dev.guildhall.event.DomainEvent;
import dev.guildhall.event.EventSink;
import dev.guildhall.event.UnitOfWork;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Everybody's own notifications. */
@Service
public class Notifications {

    private final NotificationQueries queries;
    private final UnitOfWork work;
    private final EventSink events;
    private final Clock clock;

    Notifications(NotificationQueries queries, UnitOfWork work, EventSink events, Clock clock) {
        this.queries = queries;
        this.work = work;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Somebody's notifications, newest first.
     *
     * @param read only those already read, or only those not yet read; all when empty
     */
    public Mono<List<Notification>> list(long accountId, Optional<Boolean> read) {
        return queries.listNewestFirst(accountId, read).collectList();
    }

    public Mono<Long> countUnread(long accountId) {
        return queries.countUnread(accountId);
    }

    /**
     * Marks notifications as read; other people's, unknown and already read ones are passed over.
     *
     * @return how many were unread before
     */
    public Mono<Long> markRead(long accountId, List<Long> ids) {
        return work.run(Mono.defer(() -> {
            var now = clock.instant();
            return queries.markRead(accountId, ids, now)
                    .collectList()
                    .delayUntil(read -> tell(new NoticesRead(accountId, read, false, now), !read.isEmpty()))
                    .map(read -> (long) read.size());
        }));
    }

    /** As {@link #markRead}, for all there are. */
    public Mono<Long> markAllRead(long accountId) {
        return work.run(Mono.defer(() -> {
            var now = clock.instant();
            return queries.markAllRead(accountId, now)
                    .delayUntil(count -> tell(new NoticesRead(accountId, List.of(), true, now), count > 0));
        }));
    }

    /** Single notifications by their ids, whoever asks. */
    public Mono<Map<Long, Notification>> find(List<Long> ids) {
        return ids.isEmpty() ? Mono.just(Map.of()) : queries.list(ids).collectMap(Notification::id);
    }

    /** How many each of these accounts has not read. */
    public Mono<Map<Long, Long>> countUnread(List<Long> accounts) {
        return queries.listUnread(accounts)
                .collectMap(NotificationQueries.Unread::accountId, NotificationQueries.Unread::count);
    }

    /** Tells everybody of the recipients who exists, in the unit of work around it. */
    Mono<Void> send(Notice notice, Recipients recipients) {
        return queries.insert(notice, recipients, clock.instant())
                .collectList()
                .flatMap(sent -> tell(new NoticesSent(sent), !sent.isEmpty()));
    }

    private Mono<Void> tell(DomainEvent event, boolean happened) {
        return happened ? events.emit(event) : Mono.empty();
    }
}
