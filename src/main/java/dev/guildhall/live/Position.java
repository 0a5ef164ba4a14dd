package dev.guildhall.live;

import java.util.Comparator;

/**
 * A place in a feed. A topic with a sequence of its own is a feed, and its places are numbers without gaps. The shared topics and the
 * events are one feed each, in the order of the transactions that wrote them.
 *
 * @param transaction 0 in a sequence
 * @param id the number in the sequence, or the row's id
 */
public record Position(long transaction, long id) implements Comparable<Position> {

    /** The feed of all shared topics. */
    static final String SHARED = "shared";

    private static final Comparator<Position> ORDER =
            Comparator.comparingLong(Position::transaction).thenComparingLong(Position::id);

    static Position of(long seq) {
        return new Position(0, seq);
    }

    /** Before everything a transaction has written. */
    static Position before(long transaction) {
        return new Position(transaction, 0);
    }

    /** In which feed a topic is read. */
    static String feed(String topic) {
        return topic.equals(Topics.QUEUE) || topic.equals(Topics.EVERYONE) ? SHARED : topic;
    }

    static boolean isSequence(String feed) {
        return feed.indexOf(':') > 0;
    }

    /** Whether this is the next place after another in a sequence. */
    boolean follows(Position other) {
        return id == other.id + 1;
    }

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }
}
