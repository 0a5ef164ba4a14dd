package dev.guildhall.shared;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The text of one environment variable, read strictly: what it should not be stops start-up with an {@link InvalidSetting}.
 *
 * @param variable the name operators know, e.g. {@code JWT_ACCESS_MINUTES}
 */
public record Setting(String variable, String text) {

    public int wholeNumber(int min, int max) {
        try {
            var number = Integer.parseInt(text.strip());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException malformed) {
            // Refused below, like a number out of range.
        }
        throw refused("a whole number from " + min + " to " + max);
    }

    public boolean flag() {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "on" -> true;
            case "false", "0", "no", "off", "" -> false;
            default -> throw refused("true or false");
        };
    }

    /** The one of the words that it is in any case. */
    public String oneOf(String... words) {
        return Arrays.stream(words)
                .filter(word -> word.equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> refused("one of " + String.join(", ", words)));
    }

    /** Its parts between commas, without blanks. */
    public List<String> list() {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    public InvalidSetting refused(String expectation) {
        return new InvalidSetting(variable, "must be " + expectation);
    }
}
