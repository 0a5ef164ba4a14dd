package dev.guildhall.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.demo.Plan.Beat;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PlannerTest {

    private static final Instant NOW = Instant.parse("2026-03-29T01:30:00Z");

    @Test
    void makesUpTheSameEveryTime() {
        assertThat(Planner.plans(NOW)).isEqualTo(Planner.plans(NOW));
    }

    @Test
    void movesWithTheTime() {
        var later = Duration.ofDays(200);

        assertThat(Planner.plans(NOW.plus(later)).get(7).filed())
                .isEqualTo(Planner.plans(NOW).get(7).filed().plus(later));
    }

    @Test
    void letsNothingHappenInTheFutureNorLongAgoNorOutOfOrder() {
        assertThat(Planner.plans(NOW)).hasSize(60).allSatisfy(plan -> assertThat(plan.beats())
                .extracting(Beat::at)
                .isSorted()
                .allMatch(at -> at.isBefore(NOW) && at.isAfter(NOW.minus(Duration.ofDays(15)))));
    }
}
