package dev.guildhall.scoring;

import java.math.BigDecimal;
import java.util.Map;

/**
 * A line of an explanation; all lines of one sum exactly to the score.
 *
 * @param code what it is about, e.g. {@code rating}
 * @param points with four decimals at most
 * @param inputs the values it follows from, numbers by name
 */
public record ScoreLine(String code, BigDecimal points, Map<String, Object> inputs) {

    /** It was never computed, and shows as nothing. */
    static final ScoreLine NOT_COMPUTED = new ScoreLine("not_computed", BigDecimal.ZERO, Map.of());
}
