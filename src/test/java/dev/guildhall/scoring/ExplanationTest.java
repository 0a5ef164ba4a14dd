package dev.guildhall.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.WithNull;

class ExplanationTest {

    @Property
    void theLinesOfARiskSumExactlyToIt(
            @ForAll @IntRange(max = 500) int completed,
            @ForAll @IntRange(max = 500) int cancelled,
            @ForAll @IntRange(max = 300) int ratings,
            @ForAll @LongRange(max = 1_500) long ratingSum,
            @ForAll @IntRange(max = 10) int flags,
            @ForAll @LongRange(max = 40) long age,
            @ForAll @WithNull @IntRange(max = 100) Integer override) {
        var sum = Math.min(Math.max(ratingSum, ratings), ratings * 5L);
        var totals = new ClientTotals(completed, cancelled, sum, ratings, flags);

        var lines = ClientRisk.tally(totals, age).lines(override);

        assertThat(Tally.sum(lines))
                .isEqualByComparingTo(
                        BigDecimal.valueOf(ClientRisk.of(totals, age, override).score()));
        areReadable(lines);
    }

    @Property
    void theLinesOfAScoreSumExactlyToIt(
            @ForAll @IntRange(max = 500) int completed,
            @ForAll @IntRange(max = 500) int dropped,
            @ForAll @IntRange(max = 20) int active,
            @ForAll @LongRange(min = -1_000, max = 10_000_000_000L) long micros,
            @ForAll @IntRange(max = 300) int ratings,
            @ForAll @IntRange(min = 1, max = 5) int rating,
            @ForAll @WithNull @IntRange(max = 100) Integer override) {
        var totals = new MasterTotals(completed, dropped, active, micros, 3, (long) ratings * rating, ratings);

        var lines = MasterScore.tally(totals).lines(override);

        var score = override == null ? MasterScore.of(totals) : override;
        assertThat(Tally.sum(lines)).isEqualByComparingTo(BigDecimal.valueOf(score));
        areReadable(lines);
    }

    private static void areReadable(List<ScoreLine> lines) {
        assertThat(lines).allSatisfy(line -> assertThat(line.points().scale()).isBetween(0, 4));
        assertThat(lines).extracting(ScoreLine::code).contains("rounding", "clamping");
    }
}
