package dev.guildhall.notification;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How people hear of notifications outside of the app. */
public enum Medium {
    TELEGRAM,
    EMAIL;

    public static final Map<String, Medium> BY_WORD = Arrays.stream(values())
            .collect(Collectors.toMap(Medium::word, it -> it, (one, other) -> one, LinkedHashMap::new));

    /** The word of the API and the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
