package dev.guildhall.metrics;

import java.time.LocalDate;

/**
 * One day of the business.
 *
 * @param gmvTotal prices of the orders whose payment was confirmed on the day and that now are paid, in progress or completed
 * @param paidAppointments orders whose payment was confirmed on the day
 * @param avgTimeToFirstResponse mean seconds from filing to taking, over the orders filed on the day and taken; two decimals
 * @param avgTimeToComplete mean seconds from start to completion, over the orders completed on the day and started; two decimals
 * @param conversionNewToPaid paid by new appointments, 0 without new ones; four decimals
 */
public record DailyMetrics(
        LocalDate date,
        long gmvTotal,
        int newUsers,
        int newAppointments,
        int paidAppointments,
        int completedAppointments,
        double avgTimeToFirstResponse,
        double avgTimeToComplete,
        double conversionNewToPaid) {}
