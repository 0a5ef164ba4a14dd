package dev.guildhall.shared;

import java.util.List;
import java.util.Optional;

/**
 * The part of a list that somebody wants.
 *
 * @param size how many at most; all there are, or as many as the list has by itself, when empty
 * @param after the place after which it begins, as the values the list is ordered by; empty for the beginning
 */
public record Slice(Optional<Integer> size, List<String> after) {

    /** The list as it is without pages. */
    public static final Slice ALL = new Slice(Optional.empty(), List.of());

    public boolean isFromTheBeginning() {
        return after.isEmpty();
    }

    /** The same, of a list that has no more than this by itself. */
    public Slice ofAtMost(int most) {
        return size.isPresent() ? this : new Slice(Optional.of(most), after);
    }
}
