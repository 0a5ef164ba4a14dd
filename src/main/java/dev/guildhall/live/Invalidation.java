package dev.guildhall.live;

import java.util.Optional;

/**
 * Something cached has changed.
 *
 * @param kind see {@link Evictable#kind}
 */
record Invalidation(String kind, String key) {

    Invalidation {
        if (kind.isEmpty() || kind.indexOf(':') >= 0) {
            throw new IllegalArgumentException("A kind is a word without a colon: " + kind);
        }
    }

    /** As it goes over the wire. */
    String payload() {
        return kind + ":" + key;
    }

    /** What was said on the channel, or nothing if it is none of ours. */
    static Optional<Invalidation> of(String payload) {
        var colon = payload.indexOf(':');
        return colon < 1
                ? Optional.empty()
                : Optional.of(new Invalidation(payload.substring(0, colon), payload.substring(colon + 1)));
    }
}
