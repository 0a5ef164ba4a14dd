package dev.guildhall.bus;

import dev.guildhall.bus.InvalidationRepository.Invalidation;
import dev.guildhall.bus.InvalidationRepository.Line;
import dev.guildhall.database.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Makes every node forget what it has cached of something that has changed. What has changed is written down in the transaction that
 * changes it; the bus only makes the others look sooner than they would anyway, which is every second.
 */
@Component
public class Invalidations {

    private static final Duration KEPT = Duration.ofHours(24);

    /** Who has not looked for this long may have missed what is not kept any more. */
    private static final Duration LONGEST_ABSENCE = Duration.ofHours(12);

    private final InvalidationRepository repository;
    private final LocalCaches caches;
    private final Transactions transactions;
    private final NodeTalk nodes;
    private final Clock clock;
    private final Map<Long, Long> done = new HashMap<>();
    private @Nullable Long horizon;
    private Instant lastLook = Instant.EPOCH;

    Invalidations(
            InvalidationRepository repository,
            LocalCaches caches,
            Transactions transactions,
            NodeTalk nodes,
            Clock clock) {
        this.repository = repository;
        this.caches = caches;
        this.transactions = transactions;
        this.nodes = nodes;
        this.clock = clock;
    }

    /**
     * Says that this has changed. Inside a transaction it is told when that commits, and not at all when it does not; this node has
     * forgotten it before the caller gets the result of the transaction, the others within moments.
     *
     * @param kind of the caches meant, see {@link Evictable#kind}
     */
    public Mono<Void> publish(String kind, String key) {
        return Mono.defer(() -> repository.insert(kind, key, clock.instant()))
                .map(written -> Mono.<Void>fromRunnable(() -> forget(written)))
                .flatMap(forget ->
                        transactions.isOpen().flatMap(open -> open ? transactions.afterCommit(forget) : forget));
    }

    /**
     * Makes this node forget everything that has changed up to now: whatever was committed before this was asked for, its caches know
     * nothing of afterwards.
     */
    public Mono<Void> catchUp() {
        return Mono.defer(() -> {
            var since = since();
            return since == null
                    ? begin()
                    : repository
                            .listSince(since)
                            .collectList()
                            .doOnNext(this::forget)
                            .then();
        });
    }

    /** Drops what every node has seen long ago. */
    public Mono<Long> purge() {
        return Mono.defer(() -> repository.deleteBefore(clock.instant().minus(KEPT)));
    }

    private Mono<Void> begin() {
        return repository.horizon().doOnNext(this::beginAt).then();
    }

    private synchronized @Nullable Long since() {
        return lastLook.plus(LONGEST_ABSENCE).isBefore(clock.instant()) ? null : horizon;
    }

    private synchronized void beginAt(long transaction) {
        horizon = transaction;
        lastLook = clock.instant();
        caches.evictAll();
    }

    private synchronized void forget(Invalidation own) {
        forgetOnce(own);
        nodes.tell(InvalidationListener.KIND, "look");
    }

    private synchronized void forget(List<Line> lines) {
        for (var line : lines) {
            if (line.invalidation() != null) {
                forgetOnce(line.invalidation());
            }
            horizon = Math.max(horizon == null ? 0 : horizon, line.horizon());
        }
        long from = horizon == null ? 0 : horizon;
        done.values().removeIf(transaction -> transaction < from);
        lastLook = clock.instant();
    }

    private void forgetOnce(Invalidation invalidation) {
        if (done.putIfAbsent(invalidation.id(), invalidation.transaction()) == null) {
            caches.evict(invalidation.kind(), invalidation.key());
        }
    }
}
