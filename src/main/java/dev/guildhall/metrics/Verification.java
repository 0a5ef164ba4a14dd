package dev.guildhall.metrics;

import java.time.LocalDate;
import java.util.List;

/** What was found about some days: how many were compared, how many wait to be computed anew, and what has drifted. */
public record Verification(int days, int waiting, List<DriftedDay> drifts) {

    /**
     * A day as it is stored and as it should be.
     *
     * @param stored empty when it is not there
     * @param waiting whether it is known to have changed: it will be computed anew within a minute
     */
    record Compared(LocalDate date, List<Day> stored, Day expected, boolean waiting) {

        List<DriftedDay> drifts() {
            if (waiting) {
                return List.of();
            }
            if (stored.isEmpty()) {
                return expected.isEmpty()
                        ? List.of()
                        : List.of(new DriftedDay(date, "date", "missing", date.toString()));
            }
            var known = stored.get(0).columns();
            return expected.columns().entrySet().stream()
                    .filter(figure -> !figure.getValue().equals(known.get(figure.getKey())))
                    .map(figure -> new DriftedDay(
                            date,
                            figure.getKey(),
                            String.valueOf(known.get(figure.getKey())),
                            figure.getValue().toString()))
                    .toList();
        }
    }
}
