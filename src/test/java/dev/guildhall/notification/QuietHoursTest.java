package dev.guildhall.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "22:00, 07:00, 2026-11-27T20:59:59Z,",
        "22:00, 07:00, 2026-11-27T21:00:00Z, 2026-11-28T06:00:00Z",
        "22:00, 07:00, 2026-11-28T05:59:59Z, 2026-11-28T06:00:00Z",
        "22:00, 07:00, 2026-11-28T06:00:00Z,",
        "13:00, 14:30, 2026-11-27T12:00:00Z, 2026-11-27T13:30:00Z",
        "13:00, 14:30, 2026-11-27T13:30:00Z,",
        "13:00, 14:30, 2026-11-27T03:00:00Z,",
        "00:00, 23:59, 2026-11-27T12:00:00Z, 2026-11-27T22:59:00Z",
    })
    void endByTheClockOfThePerson(LocalTime from, LocalTime to, Instant moment, Instant end) {
        assertThat(new QuietHours(from, to, BERLIN).endAround(moment)).isEqualTo(Optional.ofNullable(end));
    }

    @Test
    void anHourThatIsSkippedInSpringDoesNotLengthenThem() {
        var hours = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), BERLIN);

        assertThat(hours.endAround(Instant.parse("2026-03-29T03:00:00Z")))
                .contains(Instant.parse("2026-03-29T05:00:00Z"));
        assertThat(hours.endAround(Instant.parse("2026-03-29T05:00:00Z"))).isEmpty();
    }

    @Test
    void anEndThatIsSkippedInSpringIsAnHourLater() {
        var hours = new QuietHours(LocalTime.of(22, 0), LocalTime.of(2, 30), BERLIN);

        assertThat(hours.endAround(Instant.parse("2026-03-29T00:59:00Z")))
                .contains(Instant.parse("2026-03-29T01:30:00Z"));
    }
}
