/**
 * What the other nodes must know. So far: which cached things have changed. A node's caches are {@link dev.guildhall.live.Evictable};
 * who changes what they hold {@link dev.guildhall.live.Invalidations#publish publishes} it, and every node forgets it.
 */
@NullMarked
package dev.guildhall.live;

import org.jspecify.annotations.NullMarked;
