package dev.guildhall.metrics;

import dev.guildhall.shared.Rounding;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One day as it is stored: nothing is rounded.
 *
 * @param responded orders that the time to the first response is the mean of
 * @param timed orders that the time to completion is the mean of
 */
record Day(
        LocalDate date,
        long gmv,
        int newUsers,
        int filed,
        int paid,
        int completed,
        double toFirstResponse,
        double toComplete,
        double conversion,
        int responded,
        int timed) {

    /** The day as it is shown. */
    DailyMetrics shown() {
        return new DailyMetrics(
                date,
                gmv,
                newUsers,
                filed,
                paid,
                completed,
                Rounding.toPlaces(toFirstResponse, 2),
                Rounding.toPlaces(toComplete, 2),
                Rounding.toPlaces(conversion, 4));
    }

    /** Every figure by its column, in the order of the table. */
    Map<String, Number> columns() {
        Map<String, Number> columns = new LinkedHashMap<>();
        columns.put("gmv_total", gmv);
        columns.put("new_users", newUsers);
        columns.put("new_appointments", filed);
        columns.put("paid_appointments", paid);
        columns.put("completed_appointments", completed);
        columns.put("avg_time_to_first_response", toFirstResponse);
        columns.put("avg_time_to_complete", toComplete);
        columns.put("conversion_new_to_paid", conversion);
        columns.put("responded_appointments", responded);
        columns.put("timed_completions", timed);
        return columns;
    }

    boolean isEmpty() {
        return columns().values().stream().allMatch(figure -> figure.doubleValue() == 0);
    }
}
