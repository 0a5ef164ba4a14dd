package dev.guildhall.metrics;

import dev.guildhall.shared.Rounding;
import java.time.LocalDate;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Some days taken together, added up from the very rows that are listed. Means are over orders, and not over days.
 *
 * @param days how many of the days from {@code from} to {@code to} have been computed
 */
public record Summary(
        LocalDate from,
        LocalDate to,
        int days,
        long gmvTotal,
        long newUsers,
        long newAppointments,
        long paidAppointments,
        long completedAppointments,
        double avgTimeToFirstResponse,
        double avgTimeToComplete,
        double conversionNewToPaid) {

    static Summary of(Period period, List<Day> days) {
        long filed = sum(days, Day::filed);
        long paid = sum(days, Day::paid);
        double response = days.stream()
                .mapToDouble(it -> it.toFirstResponse() * it.responded())
                .sum();
        double work =
                days.stream().mapToDouble(it -> it.toComplete() * it.timed()).sum();
        return new Summary(
                period.from(),
                period.to(),
                days.size(),
                days.stream().mapToLong(Day::gmv).sum(),
                sum(days, Day::newUsers),
                filed,
                paid,
                sum(days, Day::completed),
                Rounding.toPlaces(share(response, sum(days, Day::responded)), 2),
                Rounding.toPlaces(share(work, sum(days, Day::timed)), 2),
                Rounding.toPlaces(share(paid, filed), 4));
    }

    private static long sum(List<Day> days, ToIntFunction<Day> figure) {
        return days.stream().mapToLong(figure::applyAsInt).sum();
    }

    private static double share(double part, long whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
