package dev.guildhall.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private final Schedule schedule = new Schedule(8, Duration.ofSeconds(4), Duration.ofHours(1));

    @Test
    void everyPauseIsFourTimesTheOneBeforeUntilTheyAreLongEnough() {
        assertThat(IntStream.rangeClosed(1, 7).mapToObj(failures -> schedule.pause(failures, 1)))
                .containsExactly(
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(16),
                        Duration.ofSeconds(64),
                        Duration.ofSeconds(256),
                        Duration.ofSeconds(1024),
                        Duration.ofHours(1),
                        Duration.ofHours(1));
        assertThat(schedule.pause(Integer.MAX_VALUE, 1)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void halfOfAPauseIsLeftToChance() {
        assertThat(schedule.pause(2, 0)).isEqualTo(Duration.ofSeconds(8));
        assertThat(schedule.pause(2, 0.5)).isEqualTo(Duration.ofSeconds(12));
    }
}
