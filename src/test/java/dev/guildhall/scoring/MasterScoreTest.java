package dev.guildhall.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MasterScoreTest {

    /** Numbers of the original service, as its contract tests announce them; then made with lib/formulas.mjs. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            # completed, dropped, active, mean response in seconds, rating sum, ratings, score
            0, 0,  0,    0,  0, 0,  10
            1, 0,  0,    1,  0, 0,  55
            1, 0,  0,    1,  5, 1,  95
            2, 0,  0,    1,  9, 2,  91
            3, 0,  0,    1, 13, 3,  90
            3, 1,  0,    1, 13, 3,  78
            0, 1,  0,    1,  0, 0,  10
            1, 1,  0,    1,  0, 0,  32
            1, 2,  0,    1,  0, 0,  25
            1, 2,  0,    1,  1, 1,  33
            1, 0,  5,    1,  0, 0,  55
            1, 0,  6,    1,  0, 0,  50
            1, 0, 10,    1,  0, 0,  50
            1, 0, 11,    1,  0, 0,  47
            1, 0,  0,  300,  0, 0,  55
            1, 0,  0, 1950,  0, 0,  45
            1, 0,  0, 3600,  0, 0,  35
            1, 0,  0, 9999,  0, 0,  35
            0, 9, 11, 3600,  0, 0,   0
            1, 0,  0,   -5,  0, 0,  35
            """)
    void followsTheOriginalFormula(
            int completed, int dropped, int active, long response, long ratingSum, int ratings, int score) {
        var totals = new MasterTotals(completed, dropped, active, response * 1_000_000, 1, ratingSum, ratings);

        assertThat(MasterScore.of(totals)).isEqualTo(score);
    }

    @Test
    void shownNumbersAreRounded() {
        var shown = MasterStats.from(new MasterTotals(1, 2, 4, 10_000_000, 3, 33, 8), 10, null);

        assertThat(shown.completionRate()).isEqualTo(0.3333);
        assertThat(shown.cancellationRate()).isEqualTo(0.6667);
        assertThat(shown.avgResponseSeconds()).isEqualTo(3.33);
        assertThat(shown.avgRating())
                .as("4.125 is exactly between, and goes to the even digit")
                .isEqualTo(4.12);
    }
}
