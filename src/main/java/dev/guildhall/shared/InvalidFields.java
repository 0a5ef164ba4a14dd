package dev.guildhall.shared;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One or more fields of the request are wrong; names every one of them. */
public final class InvalidFields extends Refusal {

    /** The name under which problems of the body as a whole are reported. */
    public static final String WHOLE = "non_field_errors";

    private final transient Map<String, List<FieldProblem>> problems;

    public InvalidFields(Map<String, List<FieldProblem>> problems) {
        super(400, "error.invalid_fields");
        this.problems = new LinkedHashMap<>(problems);
    }

    /** A single problem of a single field. */
    public static InvalidFields of(String field, String code, Object... arguments) {
        return new InvalidFields(Map.of(field, List.of(FieldProblem.of(code, arguments))));
    }

    /** A problem of the body as a whole. */
    public static InvalidFields ofWhole(String code, Object... arguments) {
        return of(WHOLE, code, arguments);
    }

    public Map<String, List<FieldProblem>> problems() {
        return Map.copyOf(problems);
    }
}
