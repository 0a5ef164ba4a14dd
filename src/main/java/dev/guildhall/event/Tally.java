package dev.guildhall.event;

import java.util.HashMap;
import java.util.Map;

/** Counts within one unit of work. */
public final class Tally {

    private final Map<String, Integer> counts = new HashMap<>();

    /** Counts one more of these, unless there have been as many as there may be. */
    public boolean takesOneMore(String what, int most) {
        var count = counts.getOrDefault(what, 0);
        if (count >= most) {
            return false;
        }
        counts.put(what, count + 1);
        return true;
    }
}
