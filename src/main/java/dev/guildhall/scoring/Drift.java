package dev.guildhall.scoring;

import java.util.stream.Stream;

/**
 * A stored value that is not what it should be.
 *
 * @param column with its table, e.g. {@code client_stats.completed_orders}
 */
public record Drift(long accountId, String column, String stored, String expected) {

    /** Nothing when the two are equal. */
    static Stream<Drift> between(long accountId, String column, Object stored, Object expected) {
        return stored.equals(expected)
                ? Stream.empty()
                : Stream.of(new Drift(accountId, column, stored.toString(), expected.toString()));
    }
}
