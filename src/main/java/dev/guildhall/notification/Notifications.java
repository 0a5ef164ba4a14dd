package dev.guildhall.notification;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Everybody's own notifications. */
@Service
public class Notifications {

    private final NotificationQueries queries;
    private final Clock clock;

    Notifications(NotificationQueries queries, Clock clock) {
        this.queries = queries;
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
        return queries.markRead(accountId, ids, clock.instant());
    }

    /** As {@link #markRead}, for all there are. */
    public Mono<Long> markAllRead(long accountId) {
        return queries.markAllRead(accountId, clock.instant());
    }

    /** Tells everybody of the recipients who exists, in the transaction around it. */
    Mono<Void> send(Notice notice, Recipients recipients) {
        return queries.insert(notice, recipients, clock.instant());
    }
}
