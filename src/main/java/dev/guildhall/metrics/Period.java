package dev.guildhall.metrics;

import java.time.LocalDate;

/** Calendar days of the business, both bounds included. */
public record Period(LocalDate from, LocalDate to) {

    /** One day. */
    public static Period of(LocalDate day) {
        return new Period(day, day);
    }
}
