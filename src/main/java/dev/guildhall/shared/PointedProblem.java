package dev.guildhall.shared;

import java.util.List;

/**
 * What is wrong somewhere inside of a JSON value, as a message code.
 *
 * @param pointer where, by RFC 6901, from the body as a whole
 */
public record PointedProblem(String pointer, String code, List<Object> arguments) {

    public static PointedProblem at(String pointer, String code, Object... arguments) {
        return new PointedProblem(pointer, code, List.of(arguments));
    }

    /** One step further: the name of a member or the place in a list, escaped. */
    public static String below(String pointer, Object step) {
        return pointer + "/" + String.valueOf(step).replace("~", "~0").replace("/", "~1");
    }

    /** The field of the body it is in. */
    public String field() {
        var end = pointer.indexOf('/', 1);
        return pointer.substring(1, end < 0 ? pointer.length() : end);
    }
}
