package dev.guildhall.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TimeConfigurationTest {

    @Test
    void tellsWholeMicroseconds() {
        assertThat(new TimeConfiguration().clock().instant().getNano() % 1000).isZero();
    }

    @Test
    void tellsMillisecondsToo() {
        var moment = Instant.parse("2026-11-23T08:00:00.123456789Z");
        var clock = new TimeConfiguration.MicrosecondClock(Clock.fixed(moment, ZoneOffset.UTC));

        assertThat(clock.millis()).isEqualTo(moment.toEpochMilli());
    }
}
