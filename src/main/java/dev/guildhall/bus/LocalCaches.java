package dev.guildhall.bus;

import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** All caches of this node. One that fails does not keep the others from forgetting. */
@Component
class LocalCaches {

    private static final Logger LOG = LoggerFactory.getLogger(LocalCaches.class);

    /** Looked up when first needed: caches may belong to beans that publish invalidations themselves. */
    private final ObjectProvider<Evictable> caches;

    LocalCaches(ObjectProvider<Evictable> caches) {
        this.caches = caches;
    }

    void evict(String kind, String key) {
        all().stream().filter(cache -> cache.kind().equals(kind)).forEach(cache -> attempt(cache, it -> it.evict(key)));
    }

    void evictAll() {
        all().forEach(cache -> attempt(cache, Evictable::evictAll));
    }

    private List<Evictable> all() {
        return caches.stream().toList();
    }

    private static void attempt(Evictable cache, Consumer<Evictable> eviction) {
        try {
            eviction.accept(cache);
        } catch (RuntimeException e) {
            LOG.error("The cache of {} did not forget", cache.kind(), e);
        }
    }
}
