package dev.guildhall.metrics;

import dev.guildhall.shared.Rounding;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A figure and what it is made of.
 *
 * @param value of all rows
 * @param count of all rows, of which some are listed
 */
public record Figure(double value, long count, List<Row> rows) {

    /**
     * One thing that counts.
     *
     * @param at when it happened
     * @param value what it adds
     * @param weight what it adds to the divisor; null in sums
     * @param appointment null when a person is counted, as are its texts
     * @param user the person, or the client of the order
     */
    public record Row(
            Instant at,
            double value,
            @Nullable Integer weight,
            @Nullable Long appointment,
            @Nullable String brand,
            @Nullable String model,
            @Nullable String status,
            long user,
            String username) {

        /** By what they are in order. */
        public List<?> place() {
            return List.of(at, appointment == null ? 0 : appointment, user, weight == null ? 0 : -weight);
        }
    }

    /** The sums of all rows, which every row brings along. */
    record Totals(long count, BigDecimal value, @Nullable Long weight) {

        double figure(int places) {
            var exact = weight == null
                    ? value
                    : weight == 0 ? BigDecimal.ZERO : value.divide(BigDecimal.valueOf(weight), MathContext.DECIMAL64);
            return Rounding.toPlaces(exact.doubleValue(), places);
        }
    }

    /** The sums of all rows, and one of them. */
    record Found(Optional<Row> row, Totals totals) {}
}
