package dev.guildhall.metrics;

import java.time.LocalDate;

/**
 * A figure that is not what the orders and people say.
 *
 * @param column of {@code daily_metrics}; {@code date} when the whole day is missing
 */
public record DriftedDay(LocalDate date, String column, String stored, String expected) {}
