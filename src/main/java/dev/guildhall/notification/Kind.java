package dev.guildhall.notification;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What people can tell apart when they say what they want to hear of. */
public enum Kind {
    SYSTEM,
    APPOINTMENT,
    PAYMENT,
    SECURITY,
    /** Whatever word of its own a rule uses. */
    OTHER;

    public static final Map<String, Kind> BY_WORD = Arrays.stream(values())
            .collect(Collectors.toMap(Kind::word, it -> it, (one, other) -> one, LinkedHashMap::new));

    /** The kind of a notification of this type. */
    static Kind of(String type) {
        return BY_WORD.getOrDefault(type, OTHER);
    }

    /** The word of the API and the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is told in quiet hours as well. */
    boolean isUrgent() {
        return this == SECURITY;
    }
}
