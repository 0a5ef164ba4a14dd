package dev.guildhall.limit;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What one caller has used of one limit: on this node and, as far as is known, on the others. Counted by whole minutes; what was used in the
 * minute before counts for as much of it as is less than a minute ago, so that nobody gets twice as much around the turn of a minute.
 */
final class Usage {

    static final int WINDOW_SECONDS = 60;

    private static final long WINDOW_MILLIS = Duration.ofSeconds(WINDOW_SECONDS).toMillis();

    private long window;
    private int own;
    private int ownBefore;
    private Map<String, Integer> others = new HashMap<>(0);
    private Map<String, Integer> othersBefore = new HashMap<>(0);

    static long window(long millis) {
        return Math.floorDiv(millis, WINDOW_MILLIS);
    }

    /** Counts a request, if it is within the limit: whoever goes on asking in vain does not wait longer for it. */
    synchronized Quota use(int most, long millis) {
        turnTo(window(millis));
        var gone = (double) Math.floorMod(millis, WINDOW_MILLIS) / WINDOW_MILLIS;
        var before = ownBefore + sum(othersBefore);
        var current = own + sum(others);
        var left = (int) Math.floor(most - before * (1 - gone) - current);
        if (left < 1) {
            return new Quota(false, most, 0, seconds(untilOneIsLeft(most, before, current) - gone));
        }
        own++;
        return new Quota(true, most, left - 1, seconds(1 - gone));
    }

    /** How often this node has admitted somebody in this minute; of one that is not the latest or the one before, 0. */
    synchronized int own(long ofWindow) {
        return ofWindow == window ? own : ofWindow == window - 1 ? ownBefore : 0;
    }

    /** Another node has said how much it has admitted in a minute so far. */
    synchronized void learn(String node, long ofWindow, int count, long millis) {
        turnTo(window(millis));
        if (ofWindow == window) {
            others.merge(node, count, Math::max);
        } else if (ofWindow == window - 1) {
            othersBefore.merge(node, count, Math::max);
        }
    }

    private void turnTo(long now) {
        if (now == window) {
            return;
        }
        var next = now == window + 1;
        ownBefore = next ? own : 0;
        othersBefore = next ? others : new HashMap<>(0);
        own = 0;
        others = new HashMap<>(0);
        window = now;
    }

    /** In minutes from the turn of the present one. */
    private static double untilOneIsLeft(int most, int before, int current) {
        return current < most ? 1 - (double) (most - 1 - current) / before : 2 - (double) (most - 1) / current;
    }

    private static int seconds(double minutes) {
        return Math.max(1, (int) Math.ceil(minutes * WINDOW_SECONDS));
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
