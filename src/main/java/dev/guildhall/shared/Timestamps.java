package dev.guildhall.shared;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** How moments are written, in answers and in the facts of rules. */
public final class Timestamps {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private Timestamps() {}

    /** {@code 2026-11-23T07:52:19.409104Z}: always six digits, so that texts compare like the moments they stand for. */
    public static String text(Instant moment) {
        return FORMAT.format(moment);
    }
}
