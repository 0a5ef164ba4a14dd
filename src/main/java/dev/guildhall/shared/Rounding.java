package dev.guildhall.shared;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Rounding of shown numbers, the way the original service did it. */
public final class Rounding {

    private Rounding() {}

    /**
     * The decimal of so many places that is nearest to the exact value of the double; of two equally near ones the even. This is
     * what Python's {@code round(value, places)} does: 0.125 becomes 0.12, and 2.675, which is a little less than it looks, 2.67.
     */
    public static double toPlaces(double value, int places) {
        return new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN).doubleValue();
    }
}
