package dev.guildhall.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusinessDaysTest {

    private final BusinessDays berlin = new BusinessDays(ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @CsvSource({"2026-03-28, 24", "2026-03-29, 23", "2026-10-25, 25", "2026-12-31, 24"})
    void aDayIsAsLongAsItsClockSays(LocalDate day, int hours) {
        assertThat(Duration.between(berlin.startOf(day), berlin.endOf(day))).isEqualTo(Duration.ofHours(hours));
    }

    @Test
    void aDayBeginsAtLocalMidnight() {
        assertThat(berlin.startOf(LocalDate.parse("2026-07-01"))).isEqualTo("2026-06-30T22:00:00Z");
        assertThat(berlin.dayOf(Instant.parse("2026-06-30T22:00:00Z"))).isEqualTo("2026-07-01");
        assertThat(berlin.dayOf(Instant.parse("2026-06-30T21:59:59.999999Z"))).isEqualTo("2026-06-30");
    }

    @Test
    void theFirstAndTheLastDayStayWithinWhatTheDatabaseTakes() {
        assertThat(berlin.startOf(LocalDate.of(1, 1, 1))).isEqualTo("0001-01-01T00:00:00Z");
        assertThat(berlin.endOf(LocalDate.of(9999, 12, 31))).isEqualTo("9999-12-31T23:00:00Z");
        assertThat(new BusinessDays(ZoneId.of("America/New_York")).endOf(LocalDate.of(9999, 12, 31)))
                .isEqualTo("9999-12-31T23:59:59.999999Z");
    }
}
