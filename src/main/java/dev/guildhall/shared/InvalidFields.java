package dev.guildhall.shared;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One or more fields of the request are wrong; names every one of them. */
public final class InvalidFields extends Refusal {

    /** The name under which problems of the body as a whole are reported. */
    public static final String WHOLE = "non_field_errors";

    private final transient Map<String, List<FieldProblem>> problems;
    private final transient List<PointedProblem> pointed;

    public InvalidFields(Map<String, List<FieldProblem>> problems) {
        this(problems, List.of());
    }

    private InvalidFields(Map<String, List<FieldProblem>> problems, List<PointedProblem> pointed) {
        super(400, "error.invalid_fields");
        this.problems = new LinkedHashMap<>(problems);
        this.pointed = List.copyOf(pointed);
    }

    /** Problems inside of fields; the fields are named as for any other problem, and the places besides. */
    public static InvalidFields ofPointed(List<PointedProblem> pointed) {
        Map<String, List<FieldProblem>> fields = new LinkedHashMap<>();
        pointed.forEach(problem -> fields.computeIfAbsent(problem.field(), unknown -> new ArrayList<>())
                .add(new FieldProblem(-1, problem.code(), problem.arguments())));
        return new InvalidFields(fields, pointed);
    }

    /** A single problem of a single field. */
    public static InvalidFields of(String field, String code, Object... arguments) {
        return new InvalidFields(Map.of(field, List.of(FieldProblem.of(code, arguments))));
    }

    /** A problem of the body as a whole. */
    public static InvalidFields ofWhole(String code, Object... arguments) {
        return of(WHOLE, code, arguments);
    }

    /** Where in the fields the problems are, if that is known. */
    public List<PointedProblem> pointed() {
        return pointed;
    }

    public Map<String, List<FieldProblem>> problems() {
        return Map.copyOf(problems);
    }
}
