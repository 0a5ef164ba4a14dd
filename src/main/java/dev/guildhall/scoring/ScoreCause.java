package dev.guildhall.scoring;

import dev.guildhall.event.DomainEvent;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a score is computed.
 *
 * @param event what has happened, if anything has
 */
record ScoreCause(Kind kind, @Nullable DomainEvent event) {

    static final ScoreCause TIME = new ScoreCause(Kind.TIME, null);
    static final ScoreCause OVERRIDE = new ScoreCause(Kind.OVERRIDE, null);
    static final ScoreCause RECALCULATION = new ScoreCause(Kind.RECALCULATION, null);

    static ScoreCause of(DomainEvent event) {
        return new ScoreCause(Kind.EVENT, event);
    }

    enum Kind {
        EVENT,
        TIME,
        OVERRIDE,
        RECALCULATION;

        /** The word of the API and the database. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
