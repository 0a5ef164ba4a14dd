package dev.guildhall.shared;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The calendar days of the business, for filters and metrics. A day has 23 or 25 hours when the clocks change.
 *
 * @param zone where the business is
 */
public record BusinessDays(ZoneId zone) {

    /** Nothing happened outside of these, and the database takes both. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    /** The first moment of the day. */
    public Instant startOf(LocalDate day) {
        var start = day.atStartOfDay(zone).toInstant();
        if (start.isBefore(EARLIEST)) {
            return EARLIEST;
        }
        return start.isAfter(LATEST) ? LATEST : start;
    }

    /** The first moment that does not belong to the day any more. */
    public Instant endOf(LocalDate day) {
        return startOf(day.plusDays(1));
    }

    /** The day a moment belongs to. */
    public LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }
}
