package dev.guildhall.shared.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A host as callers name it.
 *
 * @param name in lower case; an IPv6 address stands in brackets
 * @param port with the colon, or empty
 */
record Host(String name, String port) {

    static final String PATTERN = "([A-Za-z0-9][A-Za-z0-9._-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?";

    private static final Pattern HOST = Pattern.compile(PATTERN);

    /** The host, or nothing when the text is not one. */
    static Optional<Host> parse(String text) {
        var matcher = HOST.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(new Host(
                        matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2) == null ? "" : matcher.group(2)))
                : Optional.empty();
    }

    boolean isAmong(List<String> allowed) {
        return allowed.isEmpty() || allowed.stream().anyMatch(this::matches);
    }

    @Override
    public String toString() {
        return name + port;
    }

    private boolean matches(String allowed) {
        return allowed.equals("*")
                || allowed.equals(name)
                || allowed.startsWith(".")
                        && (name.endsWith(allowed) || allowed.substring(1).equals(name));
    }
}
