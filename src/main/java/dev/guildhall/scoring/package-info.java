/**
 * What is known of people's reliability: the risk and level of clients, the score of masters. Both are computed from running totals,
 * which follow the events of appointments, reviews and bans in the transaction that emitted them. So the cost of an event does not
 * depend on anybody's history; {@link dev.guildhall.scoring.Recalculation} proves that the totals equal a from-scratch count.
 */
@NullMarked
package dev.guildhall.scoring;

import org.jspecify.annotations.NullMarked;
