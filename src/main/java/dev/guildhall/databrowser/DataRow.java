package dev.guildhall.databrowser;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.guildhall.shared.NotFound;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;

/**
 * A row of a table.
 *
 * @param place the values of its key; of a hidden one, a fingerprint
 * @param values what is shown of it, by column
 */
public record DataRow(List<String> place, JsonNode values) {

    private static final String SEPARATOR = ",";
    private static final String ESCAPE = "~";

    /** Its key as one word that needs no escapes in an address, from which {@link #place(String, int)} makes the values again. */
    public String key() {
        return place.stream().map(DataRow::escaped).collect(Collectors.joining(SEPARATOR));
    }

    /** The values of a key; a word that is none is the key of nothing. */
    static List<String> place(String key, int size) {
        var place =
                Arrays.stream(key.split(SEPARATOR, -1)).map(DataRow::unescaped).toList();
        if (place.size() != size || place.stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
            throw unknown();
        }
        return place;
    }

    static NotFound unknown() {
        return new NotFound("error.not_found");
    }

    /** Percent signs are refused in paths, so that something else stands for them. */
    private static String escaped(String value) {
        return UriUtils.encode(value, UTF_8)
                .replace(ESCAPE, "%7E")
                .replace(".", "%2E")
                .replace("%", ESCAPE);
    }

    private static String unescaped(String word) {
        try {
            return UriUtils.decode(word.replace(ESCAPE, "%"), UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw unknown();
        }
    }
}
