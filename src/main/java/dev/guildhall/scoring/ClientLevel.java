package dev.guildhall.scoring;

import java.util.Locale;

/** What kind of client somebody is. */
public enum ClientLevel {
    NEWBIE,
    TRUSTED,
    RELIABLE,
    PROBLEMATIC;

    /** Judges the numbers as they are shown: the rate with four decimals, the rating with two. */
    static ClientLevel of(int completed, double cancellationRate, double averageRating) {
        if (cancellationRate > 0.30 || averageRating < 3) {
            return PROBLEMATIC;
        }
        if (completed >= 10 && averageRating >= 4.5) {
            return RELIABLE;
        }
        return completed >= 3 && averageRating >= 4 ? TRUSTED : NEWBIE;
    }

    /** The word of the API and the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
