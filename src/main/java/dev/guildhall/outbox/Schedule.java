package dev.guildhall.outbox;

import java.time.Duration;

/**
 * When to try again: each pause four times the one before, and a part of it left to chance, so that what has failed together does not
 * come back together.
 *
 * @param attempts how many before it is given up
 * @param first the first pause
 * @param longest no pause is longer
 */
public record Schedule(int attempts, Duration first, Duration longest) {

    private static final int FACTOR = 4;

    /**
     * The pause after an attempt.
     *
     * @param failures how many have failed in a row, this one included
     * @param chance from 0 to 1: the pause is from a half to all of what it may be
     */
    Duration pause(int failures, double chance) {
        var most = first;
        for (var i = 1; i < failures && most.compareTo(longest) < 0; i++) {
            most = most.multipliedBy(FACTOR);
        }
        var limit = most.compareTo(longest) < 0 ? most : longest;
        return Duration.ofMillis((long) (limit.toMillis() * (1 + chance) / 2));
    }
}
