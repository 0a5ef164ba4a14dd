/**
 * What nodes tell each other, over PostgreSQL or Redis. Everything said is a hint to look into the database. Caches are
 * {@link dev.guildhall.bus.Evictable}; who changes what they hold {@link dev.guildhall.bus.Invalidations#publish publishes} it, and
 * every node forgets it. Other modules hear by a {@link dev.guildhall.bus.NodeListener} and speak by
 * {@link dev.guildhall.bus.NodeTalk}.
 */
@NullMarked
package dev.guildhall.bus;

import org.jspecify.annotations.NullMarked;
