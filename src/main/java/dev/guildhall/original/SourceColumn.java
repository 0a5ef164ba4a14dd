package dev.guildhall.original;

import dev.guildhall.storage.Category;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A column of the original and what becomes of it.
 *
 * @param source its name there; when it is made here, its name here
 * @param target its name here; empty when it is only looked at
 * @param type its type here
 * @param made whether there is none there
 * @param watched whether it tells that somebody has changed the row here
 * @param longest how many characters it may have; 0 for any number
 * @param words what it may say; empty for anything
 * @param shape the type its JSON must have, or {@code digits} for text that is a number; empty for any
 * @param table the table it points into; null when it points nowhere
 * @param files what kind of files it names; null when it names none
 */
record SourceColumn(
        String source,
        String target,
        String type,
        boolean made,
        boolean watched,
        int longest,
        Set<String> words,
        String shape,
        @Nullable String table,
        @Nullable Category files) {

    private static final String MOMENT = "timestamptz";
    private static final String DIGITS = "digits";

    static SourceColumn of(String name, String type) {
        return new SourceColumn(name, name, type, false, true, 0, Set.of(), "", null, null);
    }

    /** Text of at most so many characters. */
    static SourceColumn text(String name, int longest) {
        return new SourceColumn(name, name, "text", false, true, longest, Set.of(), "", null, null);
    }

    /** One of a few words. */
    static SourceColumn word(String name, Set<String> words) {
        return new SourceColumn(name, name, "text", false, true, 0, words, "", null, null);
    }

    /** Text that is a number. */
    static SourceColumn digits(String name) {
        return new SourceColumn(name, name, "text", false, true, 0, Set.of(), DIGITS, null, null);
    }

    static SourceColumn moment(String name) {
        return of(name, MOMENT);
    }

    /** When the row was last written: tells nothing about what it says. */
    static SourceColumn touched(String name) {
        return moment(name).fluid();
    }

    /** JSON of a shape: {@code object}, {@code array}, or empty for any. */
    static SourceColumn json(String name, String shape) {
        return new SourceColumn(name, name, "jsonb", false, true, 0, Set.of(), shape, null, null);
    }

    /** The id of a row of another table of the original. */
    static SourceColumn reference(String name, String target, String table) {
        return new SourceColumn(name, target, "bigint", false, true, 0, Set.of(), "", table, null);
    }

    /** A path below the media folder. */
    static SourceColumn file(String name, String target, Category files) {
        return new SourceColumn(name, target, "text", false, true, 0, Set.of(), "", null, files);
    }

    /** Where the hash of the file goes that this column names. */
    SourceColumn hash() {
        return made(target.replaceFirst("_key$", "_sha256"), "text").fluid();
    }

    /** What there is only here. */
    static SourceColumn made(String name, String type) {
        return new SourceColumn(name, name, type, true, true, 0, Set.of(), "", null, null);
    }

    SourceColumn as(String name) {
        return new SourceColumn(source, name, type, made, watched, longest, words, shape, table, files);
    }

    /** Read to make other things of it. */
    SourceColumn onlyRead() {
        return as("");
    }

    /** Changes here by itself, or says nothing about whether somebody has changed the row. */
    SourceColumn fluid() {
        return new SourceColumn(source, target, type, made, false, longest, words, shape, table, files);
    }

    boolean isWritten() {
        return !target.isEmpty();
    }

    boolean isMoment() {
        return type.equals(MOMENT);
    }

    boolean isJson() {
        return type.equals("jsonb");
    }

    /** Why a value cannot be taken, as far as that can be told from itself. */
    Optional<String> problem(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return Optional.empty();
        }
        var text = value.asString("");
        if (longest > 0 && text.codePointCount(0, text.length()) > longest) {
            return Optional.of("%s has more than %d characters".formatted(source, longest));
        }
        if (!words.isEmpty() && !words.contains(text)) {
            return Optional.of("%s is \"%s\", which is none of %s".formatted(source, shortened(text), sorted()));
        }
        if (isMoment() && (!text.matches("[0-9]{4}-.*") || text.endsWith("BC"))) {
            return Optional.of("%s is no moment of the years 1 to 9999: %s".formatted(source, shortened(text)));
        }
        if (shape.equals(DIGITS)) {
            return text.matches("[0-9]{1,18}")
                    ? Optional.empty()
                    : Optional.of("%s is no number: %s".formatted(source, shortened(text)));
        }
        return shape.isEmpty() || text.startsWith(shape.equals("array") ? "[" : "{")
                ? Optional.empty()
                : Optional.of("%s is not a JSON %s".formatted(source, shape));
    }

    private String sorted() {
        return String.join(", ", words.stream().sorted().toList());
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
