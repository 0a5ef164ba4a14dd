package dev.guildhall.bus;

/**
 * A cache of this node. Evictions come on a driver's event loop: they must be quick and never block, and they must also forget what is
 * being loaded at that moment (as the removal from an asynchronous Caffeine cache does).
 */
public interface Evictable {

    /** What it holds, in one word; several caches may hold the same. */
    String kind();

    /** Forgets one entry; unknown keys are nothing special. */
    void evict(String key);

    /** Forgets everything: messages may have been missed. */
    void evictAll();
}
