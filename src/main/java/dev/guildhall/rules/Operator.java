package dev.guildhall.rules;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** How a comparison compares the value of its field with its own value. Holds or does not, for any two values. */
enum Operator {
    EQUAL("==", Values::same),
    NOT_EQUAL("!=", (field, value) -> !Values.same(field, value)),
    GREATER(">", ordered(order -> order > 0)),
    GREATER_OR_EQUAL(">=", ordered(order -> order >= 0)),
    LESS("<", ordered(order -> order < 0)),
    LESS_OR_EQUAL("<=", ordered(order -> order <= 0)),
    IN("in", (field, value) -> value.isArray() && Values.has(value, field)),
    NOT_IN("not_in", (field, value) -> !(value.isArray() && Values.has(value, field))),
    CONTAINS("contains", Operator::contains);

    private static final Map<String, Operator> BY_SYMBOL =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(it -> it.symbol, Function.identity()));

    private final String symbol;
    private final BiPredicate<JsonNode, JsonNode> test;

    Operator(String symbol, BiPredicate<JsonNode, JsonNode> test) {
        this.symbol = symbol;
        this.test = test;
    }

    static Optional<Operator> of(String symbol) {
        return Optional.ofNullable(BY_SYMBOL.get(symbol));
    }

    String symbol() {
        return symbol;
    }

    boolean holds(JsonNode field, JsonNode value) {
        return test.test(field, value);
    }

    /** Whether it looks into a list or text, rather than comparing two values as they are. */
    boolean looksInside() {
        return this == IN || this == NOT_IN || this == CONTAINS;
    }

    private static BiPredicate<JsonNode, JsonNode> ordered(IntPredicate expected) {
        return (field, value) -> {
            var order = Values.order(field, value);
            return order.isPresent() && expected.test(order.getAsInt());
        };
    }

    private static boolean contains(JsonNode field, JsonNode value) {
        return field.isString() && value.isString()
                ? field.stringValue().contains(value.stringValue())
                : field.isArray() && Values.has(field, value);
    }
}
