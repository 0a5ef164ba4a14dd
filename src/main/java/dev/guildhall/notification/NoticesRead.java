package dev.guildhall.notification;

import dev.guildhall.event.Signal;
import java.time.Instant;
import java.util.List;

/**
 * Somebody has read notifications.
 *
 * @param ids those that were unread before; empty when all up to now were meant
 * @param all whether all were meant
 */
public record NoticesRead(long accountId, List<Long> ids, boolean all, Instant readAt) implements Signal {}
