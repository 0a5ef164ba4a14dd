package dev.guildhall.shared.web;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/**
 * Comma-separated values as RFC 4180 has them, that are safe to open in a spreadsheet: a text that it would take for a formula gets an
 * apostrophe in front of it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">OWASP: CSV injection</a>
 */
public final class Csv {

    public static final MediaType TYPE = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private static final String LINE_END = "\r\n";

    /** What formulas begin with, also in full width. White space before it is skipped by some programs. */
    private static final String FORMULA = "=+-@＝＋－＠";

    private final StringBuilder text = new StringBuilder();

    /** With these names in the first line. */
    public Csv(String... columns) {
        row((Object[]) columns);
    }

    /** Adds a line; numbers stay numbers, null is empty. */
    public Csv row(@Nullable Object... values) {
        text.append(Arrays.stream(values).map(Csv::field).collect(Collectors.joining(",")))
                .append(LINE_END);
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private static String field(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        return value instanceof Number ? value.toString() : quoted(harmless(value.toString()));
    }

    private static String harmless(String value) {
        var visible = value.stripLeading();
        var startsWithControl = !value.isEmpty() && Character.isISOControl(value.charAt(0));
        return startsWithControl || !visible.isEmpty() && FORMULA.indexOf(visible.charAt(0)) >= 0 ? "'" + value : value;
    }

    private static String quoted(String value) {
        var plain = value.chars().noneMatch(it -> it == '"' || it == ',' || it == '\r' || it == '\n');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
