package dev.guildhall.rules;

import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * What a rule asks of the facts: a tree, compiled once from the JSON an admin wrote (docs/rules.md). Total: whatever the JSON and
 * whatever the facts, there is an answer. What makes no sense is not met.
 */
sealed interface Condition {

    /** Deeper trees are not met; the JSON that admins may save is far less deep. */
    int DEEPEST = 200;

    boolean isMet(JsonNode facts);

    /** Whether it can be met by facts of which only these are known: no only if nothing else could change it. */
    default boolean canBeMet(JsonNode known) {
        return outlook(known) != Outlook.NO;
    }

    Outlook outlook(JsonNode known);

    /** What an answer will be, as far as one can know. */
    enum Outlook {
        NO,
        OPEN,
        YES;

        Outlook inverted() {
            return this == OPEN ? OPEN : this == YES ? NO : YES;
        }
    }

    /** Whether the answer may depend on this field. */
    boolean asksFor(List<String> path);

    static Condition compile(JsonNode node) {
        return compile(node, 1);
    }

    /** What there is at the end of a path; null where it leads nowhere. */
    static JsonNode valueAt(JsonNode facts, List<String> path) {
        var found = facts;
        for (var name : path) {
            found = found.path(name);
        }
        return found.isMissingNode() ? NullNode.getInstance() : found;
    }

    private static Condition compile(JsonNode node, int depth) {
        if (depth > DEEPEST) {
            return new Never();
        }
        if (saysNothing(node)) {
            return new Always();
        }
        if (node.has("all")) {
            return node.path("all").isArray() ? new All(compileEach(node.path("all"), depth)) : new Never();
        }
        if (node.has("any")) {
            return node.path("any").isArray() ? new Any(compileEach(node.path("any"), depth)) : new Never();
        }
        return node.has("not") ? new Not(compile(node.path("not"), depth + 1)) : compileComparison(node);
    }

    private static List<Condition> compileEach(JsonNode nodes, int depth) {
        return nodes.values().stream().map(node -> compile(node, depth + 1)).toList();
    }

    private static Condition compileComparison(JsonNode node) {
        var field = node.path("field").stringValue("");
        var operator = Operator.of(node.path("op").stringValue(""));
        if (field.isEmpty() || operator.isEmpty()) {
            return new Never();
        }
        var value = node.has("value") ? node.path("value") : NullNode.getInstance();
        return Comparison.of(List.of(field.split("\\.", -1)), operator.get(), value);
    }

    private static boolean saysNothing(JsonNode node) {
        return node.isNull()
                || node.isMissingNode()
                || node.isContainer() && node.isEmpty()
                || node.isString() && node.stringValue().isEmpty();
    }

    record Always() implements Condition {
        @Override
        public boolean isMet(JsonNode facts) {
            return true;
        }

        @Override
        public Outlook outlook(JsonNode known) {
            return Outlook.YES;
        }

        @Override
        public boolean asksFor(List<String> path) {
            return false;
        }
    }

    record Never() implements Condition {
        @Override
        public boolean isMet(JsonNode facts) {
            return false;
        }

        @Override
        public Outlook outlook(JsonNode known) {
            return Outlook.NO;
        }

        @Override
        public boolean asksFor(List<String> path) {
            return false;
        }
    }

    record All(List<Condition> conditions) implements Condition {
        @Override
        public boolean isMet(JsonNode facts) {
            // Loops, here and in Any: hundreds of rules are asked about every event.
            for (var condition : conditions) {
                if (!condition.isMet(facts)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public Outlook outlook(JsonNode known) {
            return conditions.stream()
                    .map(condition -> condition.outlook(known))
                    .min(Comparator.naturalOrder())
                    .orElse(Outlook.YES);
        }

        @Override
        public boolean asksFor(List<String> path) {
            return conditions.stream().anyMatch(condition -> condition.asksFor(path));
        }
    }

    record Any(List<Condition> conditions) implements Condition {
        @Override
        public boolean isMet(JsonNode facts) {
            for (var condition : conditions) {
                if (condition.isMet(facts)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public Outlook outlook(JsonNode known) {
            return conditions.stream()
                    .map(condition -> condition.outlook(known))
                    .max(Comparator.naturalOrder())
                    .orElse(Outlook.NO);
        }

        @Override
        public boolean asksFor(List<String> path) {
            return conditions.stream().anyMatch(condition -> condition.asksFor(path));
        }
    }

    record Not(Condition condition) implements Condition {
        @Override
        public boolean isMet(JsonNode facts) {
            return !condition.isMet(facts);
        }

        @Override
        public Outlook outlook(JsonNode known) {
            return condition.outlook(known).inverted();
        }

        @Override
        public boolean asksFor(List<String> path) {
            return condition.asksFor(path);
        }
    }

    /**
     * One field compared with one value.
     *
     * @param path the names on the way to the field; where it leads nowhere the field is null
     * @param value as the reading reads it
     */
    record Comparison(List<String> path, Operator operator, Reading reading, JsonNode value) implements Condition {

        static Comparison of(List<String> path, Operator operator, JsonNode value) {
            var reading = Reading.forField(path, operator);
            return new Comparison(path, operator, reading, reading.of(value));
        }

        @Override
        public boolean isMet(JsonNode facts) {
            return operator.holds(reading.of(fieldOf(facts)), value);
        }

        @Override
        public Outlook outlook(JsonNode known) {
            var found = known;
            for (var name : path) {
                found = found.path(name);
            }
            if (found.isMissingNode() || found.isContainer()) {
                return Outlook.OPEN;
            }
            return isMet(known) ? Outlook.YES : Outlook.NO;
        }

        @Override
        public boolean asksFor(List<String> wanted) {
            return path.equals(wanted) || path.size() == 1 && path.get(0).equals(wanted.get(0));
        }

        private JsonNode fieldOf(JsonNode facts) {
            return valueAt(facts, path);
        }
    }
}
