package dev.guildhall.live;

import dev.guildhall.database.Transactions;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Makes every node forget what it has cached of something that has changed. For rare changes only: a notification inside a
 * transaction makes commits queue for one another.
 */
@Component
public class Invalidations {

    private final InvalidationQueries queries;
    private final LocalCaches caches;
    private final Transactions transactions;

    Invalidations(InvalidationQueries queries, LocalCaches caches, Transactions transactions) {
        this.queries = queries;
        this.caches = caches;
        this.transactions = transactions;
    }

    /**
     * Says that this has changed. Inside a transaction it is told when that commits, and not at all when it does not; this node has
     * forgotten it before the caller gets the result of the transaction, the others within moments.
     *
     * @param kind of the caches meant, see {@link Evictable#kind}
     */
    public Mono<Void> publish(String kind, String key) {
        var invalidation = new Invalidation(kind, key);
        var evictHere = Mono.<Void>fromRunnable(() -> caches.evict(invalidation));
        return queries.tell(invalidation)
                .then(transactions.isOpen())
                .flatMap(open -> open ? transactions.afterCommit(evictHere) : evictHere);
    }
}
