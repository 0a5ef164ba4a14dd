package dev.guildhall.notification;

import dev.guildhall.event.EventSink;
import dev.guildhall.live.LiveWakeUp;
import dev.guildhall.live.Topics;
import dev.guildhall.notification.NotificationQueries.Inserted;
import dev.guildhall.outbox.OutboxWakeUp;
import dev.guildhall.rules.RuleAction;
import dev.guildhall.shared.Slice;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Everybody's own notifications. */
@Service
public class Notifications {

    private final NotificationQueries queries;
    private final EventSink events;
    private final LiveWakeUp wakeUp;
    private final OutboxWakeUp outbox;
    private final List<Medium> media;
    private final Clock clock;

    Notifications(
            NotificationQueries queries,
            EventSink events,
            LiveWakeUp wakeUp,
            OutboxWakeUp outbox,
            PreferencesService preferences,
            Clock clock) {
        this.queries = queries;
        this.events = events;
        this.wakeUp = wakeUp;
        this.outbox = outbox;
        this.media = Arrays.stream(Medium.values()).filter(preferences::isSetUp).toList();
        this.clock = clock;
    }

    /**
     * Somebody's notifications, newest first.
     *
     * @param read only those already read, or only those not yet read; all when empty
     */
    public Mono<List<Notification>> list(long accountId, Optional<Boolean> read) {
        return list(accountId, read, Slice.ALL).collectList();
    }

    /** As {@link #list(long, Optional)}, a slice of them. */
    public Flux<Notification> list(long accountId, Optional<Boolean> read, Slice slice) {
        return queries.listNewestFirst(accountId, read, slice);
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
        return mark(accountId, Optional.of(ids));
    }

    /** As {@link #markRead}, for all there are. */
    public Mono<Long> markAllRead(long accountId) {
        return mark(accountId, Optional.empty());
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

    /** Tells everybody of the recipients who exists, in the unit of work around it; outside of the app after its commit. */
    Mono<RuleAction.Outcome> send(Notice notice, Recipients recipients) {
        return queries.insert(notice, recipients, media, clock.instant())
                .collectList()
                .filter(inserted -> !inserted.isEmpty())
                .delayUntil(inserted -> events.emit(
                        new NoticesSent(inserted.stream().map(Inserted::notice).toList())))
                .delayUntil(inserted ->
                        inserted.stream().anyMatch(Inserted::outside) ? outbox.wakeWhenCommitted() : Mono.empty())
                .map(inserted -> RuleAction.Outcome.DONE);
    }

    private Mono<Long> mark(long accountId, Optional<List<Long>> ids) {
        return Mono.defer(() -> queries.markRead(accountId, ids, clock.instant()))
                .delayUntil(marked -> wakeUp.wakeWhenCommitted(List.of(Topics.user(accountId))));
    }
}
