package dev.guildhall.rules;

import static dev.guildhall.shared.PointedProblem.below;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Says of each part of a condition whether it was met, and by what. For people; rules run without it. */
public final class ConditionTrace {

    private final JsonNode facts;
    private final List<Line> lines = new ArrayList<>();

    private ConditionTrace(JsonNode facts) {
        this.facts = facts;
    }

    /** From the top to the bottom; the first line is the condition as a whole. */
    static List<Line> of(JsonNode condition, JsonNode facts) {
        var trace = new ConditionTrace(facts);
        trace.follow(condition, "/condition_json");
        return trace.lines;
    }

    private void follow(JsonNode node, String at) {
        var met = Condition.compile(node).isMet(facts);
        if (node.has("all") || node.has("any")) {
            var kind = node.has("all") ? "all" : "any";
            lines.add(Line.of(at, kind, met));
            if (node.path(kind).isArray()) {
                for (var i = 0; i < node.path(kind).size(); i++) {
                    follow(node.path(kind).get(i), below(below(at, kind), i));
                }
            }
        } else if (node.has("not")) {
            lines.add(Line.of(at, "not", met));
            follow(node.path("not"), below(at, "not"));
        } else if (node.path("field").isString() && node.path("op").isString()) {
            lines.add(comparison(node, at, met));
        } else {
            lines.add(Line.of(at, met ? "always" : "never", met));
        }
    }

    private Line comparison(JsonNode node, String at, boolean met) {
        var path = node.path("field").stringValue("");
        return new Line(
                at,
                "comparison",
                path,
                node.path("op").stringValue(""),
                known(node.path("value")),
                known(Condition.valueAt(facts, List.of(path.split("\\.", -1)))),
                met);
    }

    private static @Nullable JsonNode known(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? null : value;
    }

    /**
     * One part of a condition.
     *
     * @param pointer where it is in the rule, by RFC 6901
     * @param kind {@code all}, {@code any}, {@code not}, {@code comparison}, {@code always} or {@code never}
     * @param expected what the field was compared with, as it is written
     * @param actual what the field was
     */
    public record Line(
            String pointer,
            String kind,
            @Nullable String field,
            @Nullable String op,
            @Nullable JsonNode expected,
            @Nullable JsonNode actual,
            boolean met) {

        private static Line of(String pointer, String kind, boolean met) {
            return new Line(pointer, kind, null, null, null, null, met);
        }
    }
}
