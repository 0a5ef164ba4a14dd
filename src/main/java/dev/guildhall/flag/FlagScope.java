package dev.guildhall.flag;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whose share a flag's percentage is. */
public enum FlagScope {
    GLOBAL,
    PER_USER,
    PER_ROLE;

    /** Every scope by its word. */
    public static final Map<String, FlagScope> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(FlagScope::word, Function.identity()));

    /** The word of the API and the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
