package dev.guildhall.metrics;

import dev.guildhall.shared.Rounding;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How far the orders have come that were filed in some days. */
public record Funnel(LocalDate from, LocalDate to, List<Reached> steps) {

    /** The steps, in the order in which they are reached. */
    public enum Step {
        FILED,
        TAKEN,
        PRICED,
        MARKED_PAID,
        PAID,
        STARTED,
        COMPLETED;

        /** Every step by its word. */
        public static final Map<String, Step> BY_WORD =
                Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Step::word, Function.identity()));

        /** The word of the API. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How many have come to a step. They either come to the next one, or are lost, or still wait there.
     *
     * @param share of the orders filed, four decimals
     * @param shareOfPrevious of the orders of the step before, four decimals
     * @param lost declined or cancelled here
     */
    public record Reached(String step, long count, double share, double shareOfPrevious, long lost, long waiting) {}

    /** Orders whose farthest step this is. */
    record Stopped(int step, boolean lost, long count) {}

    static Funnel of(Period period, List<Stopped> orders) {
        List<Reached> steps = new ArrayList<>();
        long filed = countFrom(orders, 0);
        for (var step : Step.values()) {
            long here = countFrom(orders, step.ordinal());
            long before = step.ordinal() == 0 ? here : countFrom(orders, step.ordinal() - 1);
            long lost = stopped(orders, step, true);
            long stayed = stopped(orders, step, false);
            steps.add(new Reached(
                    step.word(),
                    here,
                    share(here, filed),
                    share(here, before),
                    lost,
                    step == Step.COMPLETED ? 0 : stayed));
        }
        return new Funnel(period.from(), period.to(), steps);
    }

    private static long countFrom(List<Stopped> orders, int step) {
        return orders.stream()
                .filter(it -> it.step() >= step)
                .mapToLong(Stopped::count)
                .sum();
    }

    private static long stopped(List<Stopped> orders, Step step, boolean lost) {
        return orders.stream()
                .filter(it -> it.step() == step.ordinal() && it.lost() == lost)
                .mapToLong(Stopped::count)
                .sum();
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : Rounding.toPlaces((double) part / whole, 4);
    }
}
