package dev.guildhall.shared;

import java.util.List;

/**
 * What is wrong with one field, as a message code.
 *
 * @param index the place of the bad element when the field is a list, or -1 when the field as a whole is meant
 */
public record FieldProblem(int index, String code, List<Object> arguments) {

    public static FieldProblem of(String code, Object... arguments) {
        return new FieldProblem(-1, code, List.of(arguments));
    }

    public static FieldProblem ofElement(int index, String code, Object... arguments) {
        return new FieldProblem(index, code, List.of(arguments));
    }
}
