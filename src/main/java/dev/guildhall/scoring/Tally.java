package dev.guildhall.scoring;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a score is made of. The score is computed from the parts, and its explanation from the same parts: they cannot differ.
 *
 * @param parts added up in this order, which matters for sums that lie on a border
 */
record Tally(List<Part> parts) {

    private static final int PLACES = 4;

    /** Some points, and the values they follow from. */
    record Part(String code, double points, Map<String, Object> inputs) {}

    /** 0 to 100. */
    int score() {
        return Points.toScore(points());
    }

    /**
     * The lines that sum to the score. Points are shown with four decimals; what that and the rounding to a whole number, the limits and
     * an admin make of them are lines as well.
     *
     * @param override what an admin has set by hand, or null
     */
    List<ScoreLine> lines(@Nullable Integer override) {
        List<ScoreLine> lines = new ArrayList<>();
        parts.forEach(part -> lines.add(new ScoreLine(part.code(), shown(part.points()), part.inputs())));
        var rounded = BigDecimal.valueOf((long) Math.rint(points()));
        lines.add(new ScoreLine("rounding", plain(rounded.subtract(sum(lines))), Map.of()));
        lines.add(new ScoreLine("clamping", BigDecimal.valueOf(score()).subtract(rounded), Map.of()));
        if (override != null) {
            lines.add(new ScoreLine("override", BigDecimal.valueOf(override - score()), Map.of("score", override)));
        }
        return lines;
    }

    static BigDecimal sum(List<ScoreLine> lines) {
        return lines.stream().map(ScoreLine::points).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private double points() {
        double points = 0;
        for (var part : parts) {
            points += part.points();
        }
        return points;
    }

    private static BigDecimal shown(double points) {
        return plain(new BigDecimal(points).setScale(PLACES, RoundingMode.HALF_EVEN));
    }

    /** Without needless zeros, and without an exponent. */
    private static BigDecimal plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
