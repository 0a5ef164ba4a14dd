package dev.guildhall.metrics;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A figure of a day. What it counts is said by the view {@code metrics_fact}. */
public enum Metric {
    GMV_TOTAL,
    NEW_USERS,
    NEW_APPOINTMENTS,
    PAID_APPOINTMENTS,
    COMPLETED_APPOINTMENTS,
    AVG_TIME_TO_FIRST_RESPONSE,
    AVG_TIME_TO_COMPLETE,
    CONVERSION_NEW_TO_PAID;

    /** Every metric by its word. */
    public static final Map<String, Metric> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Metric::word, Function.identity()));

    /** The word of the API and the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How many decimals it is shown with. */
    int places() {
        return switch (this) {
            case AVG_TIME_TO_FIRST_RESPONSE, AVG_TIME_TO_COMPLETE -> 2;
            case CONVERSION_NEW_TO_PAID -> 4;
            default -> 0;
        };
    }
}
