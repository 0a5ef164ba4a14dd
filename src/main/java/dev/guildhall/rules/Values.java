package dev.guildhall.rules;

import java.util.Arrays;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/**
 * How rules compare JSON values: never converting one kind into another, so {@code "5"} is not 5 and true is not 1. Defined for any two
 * values.
 */
final class Values {

    private Values() {}

    /** Whether two values are the same: numbers by value, lists and objects by what is in them. */
    static boolean same(JsonNode one, JsonNode other) {
        // Most rules ask this of texts, and hundreds of rules may ask.
        if (one.isString() && other.isString()) {
            return one.stringValue().equals(other.stringValue());
        }
        var order = order(one, other);
        if (order.isPresent()) {
            return order.getAsInt() == 0;
        }
        if (one.isArray() && other.isArray()) {
            return sameElements(one, other);
        }
        if (one.isObject() && other.isObject()) {
            return sameMembers(one, other);
        }
        return one.equals(other);
    }

    /** Whether a list has an element that is the same as the value. */
    static boolean has(JsonNode list, JsonNode value) {
        for (var element : list.values()) {
            if (same(element, value)) {
                return true;
            }
        }
        return false;
    }

    /** Which of two numbers is the smaller one, or which of two texts comes first by code point; empty for anything else. */
    static OptionalInt order(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return orderOfNumbers(one, other);
        }
        if (one.isString() && other.isString()) {
            return OptionalInt.of(Arrays.compare(codePoints(one), codePoints(other)));
        }
        return OptionalInt.empty();
    }

    private static boolean sameElements(JsonNode one, JsonNode other) {
        if (one.size() != other.size()) {
            return false;
        }
        var others = other.values().iterator();
        return one.values().stream().allMatch(element -> same(element, others.next()));
    }

    private static boolean sameMembers(JsonNode one, JsonNode other) {
        return one.size() == other.size()
                && one.properties().stream().allMatch(member -> {
                    var counterpart = other.get(member.getKey());
                    return counterpart != null && same(member.getValue(), counterpart);
                });
    }

    /** NaN and the infinities, which JSON cannot say but a node can hold, have no place among the numbers. */
    private static OptionalInt orderOfNumbers(JsonNode one, JsonNode other) {
        if (one.isIntegralNumber() && other.isIntegralNumber() && one.canConvertToLong() && other.canConvertToLong()) {
            return OptionalInt.of(Long.compare(one.longValue(), other.longValue()));
        }
        var left = one.decimalValueOpt();
        var right = other.decimalValueOpt();
        return left.isPresent() && right.isPresent()
                ? OptionalInt.of(left.get().compareTo(right.get()))
                : OptionalInt.empty();
    }

    private static int[] codePoints(JsonNode text) {
        return text.stringValue().codePoints().toArray();
    }
}
