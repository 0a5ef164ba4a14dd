package dev.guildhall.notification;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A part of every day in which somebody is left alone.
 *
 * @param to never the same as {@code from}; when it is earlier, it is on the next day
 */
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {

    /** When they end, if the moment is in them. */
    Optional<Instant> endAround(Instant moment) {
        var today = moment.atZone(zone).toLocalDate();
        return Stream.of(today.minusDays(1), today)
                .filter(day -> !day.atTime(from).atZone(zone).toInstant().isAfter(moment))
                .map(day -> (from.isBefore(to) ? day : day.plusDays(1))
                        .atTime(to)
                        .atZone(zone)
                        .toInstant())
                .filter(moment::isBefore)
                .findFirst();
    }
}
