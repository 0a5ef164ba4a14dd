package dev.guildhall.bus;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** A cache of some node that remembers what it had to forget. */
final class RecordingCache implements Evictable {

    static final String EVERYTHING = "(everything)";

    private final String kind;
    private final BlockingQueue<String> evictions = new LinkedBlockingQueue<>();

    RecordingCache(String kind) {
        this.kind = kind;
    }

    /** A node that has no other cache. */
    LocalCaches alone() {
        var beans = new StaticListableBeanFactory();
        beans.addBean("cache", this);
        return new LocalCaches(beans.getBeanProvider(Evictable.class));
    }

    /** What has been forgotten by now and not been asked for, or null. */
    @Nullable
    String already() {
        return evictions.poll();
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public void evict(String key) {
        evictions.add(key);
    }

    @Override
    public void evictAll() {
        evictions.add(EVERYTHING);
    }
}
