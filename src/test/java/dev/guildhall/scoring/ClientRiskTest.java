package dev.guildhall.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientRiskTest {

    /** Numbers of the original service, as its contract tests announce them; then made with lib/formulas.mjs. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            # completed, cancelled, rating sum, ratings, negative flags, age, score, risk level, level
            0,  0,  0,  0, 0,  0,   50, high,     problematic
            1,  0,  0,  0, 0,  0,   48, medium,   problematic
            1,  1,  0,  0, 0,  0,   70, high,     problematic
            1,  1,  5,  1, 0,  0,   46, medium,   problematic
            2,  1,  5,  1, 0,  0,   36, medium,   problematic
            3,  1,  5,  1, 0,  0,   30, medium,   trusted
            0,  1,  0,  0, 0,  0,   95, critical, problematic
            1,  9,  0,  0, 0,  0,   88, critical, problematic
            1,  9,  1,  1, 5,  0,  100, critical, problematic
            1,  0,  5,  1, 0,  0,   23, low,      newbie
            2,  0, 10,  2, 0,  0,   21, low,      newbie
            3,  0, 15,  3, 1,  0,   27, medium,   trusted
            4,  0, 20,  4, 2,  0,   33, medium,   trusted
            5,  0, 25,  5, 3,  0,   39, medium,   trusted
            6,  0, 30,  6, 5,  0,   40, medium,   trusted
            10, 0,  9,  2, 0,  0,   18, low,      reliable
            10, 0, 13,  3, 0,  0,   18, low,      trusted
            10, 5, 13,  3, 0,  0,   33, medium,   problematic
            10, 0, 50, 10, 0, 30,    0, low,      reliable
            10, 0, 50, 10, 0, 29,    0, low,      reliable
            10, 0, 50, 10, 0, 15,    8, low,      reliable
            0,  0,  0,  0, 0, 30,   35, medium,   problematic
            7,  3, 30, 10, 1, 10,   42, medium,   newbie
            """)
    void followsTheOriginalFormula(
            int completed,
            int cancelled,
            long ratingSum,
            int ratings,
            int flags,
            long age,
            int score,
            String risk,
            String level) {
        var judged = ClientRisk.of(new ClientTotals(completed, cancelled, ratingSum, ratings, flags), age);

        assertThat(judged.score()).isEqualTo(score);
        assertThat(judged.riskLevel().word()).isEqualTo(risk);
        assertThat(judged.level().word()).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({"0, LOW", "24, LOW", "25, MEDIUM", "49, MEDIUM", "50, HIGH", "74, HIGH", "75, CRITICAL", "100, CRITICAL"
    })
    void levelsBeginAtTheirBorders(int score, RiskLevel level) {
        assertThat(RiskLevel.of(score)).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, 0",
        "1.5, 2",
        "70.5, 70",
        "71.5, 72",
        "45.5, 46",
        "45.49, 45",
        "45.51, 46",
        "88.5, 88",
        "-3, 0",
        "100.5, 100"
    })
    void pointsAreRoundedHalfToEvenAndCutOff(double points, int score) {
        assertThat(Points.toScore(points)).isEqualTo(score);
    }

    @Test
    void ageIsCountedInWholeDays() {
        var signedUp = Instant.parse("2026-03-01T12:00:00Z");

        assertThat(ClientRisk.ageInDays(signedUp, Instant.parse("2026-03-31T11:59:59.999999Z")))
                .isEqualTo(29);
        assertThat(ClientRisk.ageInDays(signedUp, Instant.parse("2026-03-31T12:00:00Z")))
                .isEqualTo(30);
        assertThat(ClientRisk.ageInDays(signedUp, Instant.parse("2026-02-27T12:00:00Z")))
                .isZero();
    }

    @Test
    void shownNumbersAreRounded() {
        var shown = ClientStats.from(new ClientTotals(2, 1, 13, 3, 0), "trusted", 10, "low", null);

        assertThat(shown.averageRating()).isEqualTo(4.33);
        assertThat(shown.cancellationRate()).isEqualTo(0.3333);
    }
}
