package dev.guildhall.bus;

import java.time.Duration;
import org.springframework.dao.QueryTimeoutException;
import reactor.core.publisher.Mono;

/**
 * A cache of this node. Evictions come on a driver's event loop: they must be quick and never block, and they must also forget what is
 * being loaded at that moment (as the removal from an asynchronous Caffeine cache does).
 */
public interface Evictable {

    /** Longer than one waits for a connection; a database that stands still never answers. */
    Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * What is read once: for all who ask meanwhile, and for all who ask later, until it is forgotten. Neither nothing nor a failure is
     * kept, so that the next one who asks tries again; and nobody waits for ever.
     */
    static <T> Mono<T> readOnce(Mono<T> reading) {
        return reading.timeout(PATIENCE, Mono.error(() -> new QueryTimeoutException("The database says nothing")))
                .cache(found -> Duration.ofMillis(Long.MAX_VALUE), failure -> Duration.ZERO, () -> Duration.ZERO);
    }

    /** What it holds, in one word; several caches may hold the same. */
    String kind();

    /** Forgets one entry; unknown keys are nothing special. */
    void evict(String key);

    /** Forgets everything: messages may have been missed. */
    void evictAll();
}
