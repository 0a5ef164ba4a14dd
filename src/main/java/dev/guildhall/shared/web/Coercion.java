package dev.guildhall.shared.web;

import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a value may become, by the contract's table. What it cannot become is complained about, and nothing is returned. */
final class Coercion {

    private static final Set<String> YES = Set.of("true", "1", "on", "yes", "y", "t");
    private static final Set<String> NO = Set.of("false", "0", "off", "no", "n", "f");
    private static final Pattern WHOLE = Pattern.compile("([+-]?[0-9]{1,1000})(\\.0*)?");
    private static final Set<String> LINK_SCHEMES = Set.of("http", "https");

    private Coercion() {}

    /** Receives what is wrong with a value. */
    @FunctionalInterface
    interface Complaint {
        void about(String code, Object... arguments);
    }

    /** A text with the white space around it cut off. */
    static Optional<String> text(JsonNode given, int max, Complaint complaint) {
        return plainText(given, complaint).map(Coercion::strip).filter(text -> fits(text, max, complaint));
    }

    /** A text as it is. */
    static Optional<String> secret(JsonNode given, int max, Complaint complaint) {
        return plainText(given, complaint).filter(text -> fits(text, max, complaint));
    }

    static Optional<Long> integer(JsonNode given, long min, long max, Complaint complaint) {
        if (!given.isString() && !given.isNumber()) {
            return refuse(complaint, given.isNull() ? "field.null" : "field.integer");
        }
        var whole = whole(given);
        if (whole.isEmpty()) {
            return refuse(complaint, "field.integer");
        }
        return whole.filter(number -> number.compareTo(BigInteger.valueOf(min)) >= 0)
                .filter(number -> number.compareTo(BigInteger.valueOf(max)) <= 0)
                .map(BigInteger::longValueExact)
                .or(() -> refuse(complaint, "field.range", min, max));
    }

    static Optional<Boolean> bool(JsonNode given, Complaint complaint) {
        if (given.isBoolean()) {
            return Optional.of(given.booleanValue());
        }
        var word = given.isString() ? given.stringValue().toLowerCase(Locale.ROOT) : "";
        if (YES.contains(word) || given.isNumber() && given.numberValue().doubleValue() == 1) {
            return Optional.of(true);
        }
        if (NO.contains(word) || given.isNumber() && given.numberValue().doubleValue() == 0) {
            return Optional.of(false);
        }
        return refuse(complaint, given.isNull() ? "field.null" : "field.boolean");
    }

    static <T> Optional<T> choice(JsonNode given, Map<String, T> values, Complaint complaint) {
        if (given.isNull()) {
            return refuse(complaint, "field.null");
        }
        return Optional.of(given)
                .filter(JsonNode::isString)
                .map(word -> values.get(word.stringValue()))
                .or(() -> refuse(complaint, "field.choice"));
    }

    /** Any value but null that a jsonb column can hold: fractions as doubles, texts without NUL and lone surrogates. */
    static Optional<JsonNode> json(JsonNode given, Complaint complaint) {
        return given.isNull() ? refuse(complaint, "field.null") : storable(given, complaint);
    }

    /** An absolute web address. */
    static boolean isLink(String text) {
        try {
            var uri = new URI(text);
            return uri.getHost() != null
                    && uri.getScheme() != null
                    && LINK_SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT));
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static Optional<String> plainText(JsonNode given, Complaint complaint) {
        if (!given.isString() && !given.isNumber()) {
            return refuse(complaint, given.isNull() ? "field.null" : "field.text");
        }
        var text = given.asString();
        return isClean(text, complaint) ? Optional.of(text) : Optional.empty();
    }

    private static boolean fits(String text, int max, Complaint complaint) {
        if (text.codePointCount(0, text.length()) <= max) {
            return true;
        }
        complaint.about("field.max_length", max);
        return false;
    }

    private static boolean isClean(String text, Complaint complaint) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == 0) {
                complaint.about("field.nul");
                return false;
            }
            if (Character.isSurrogate(unit)) {
                if (!Character.isHighSurrogate(unit)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    complaint.about("field.surrogate");
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static Optional<BigInteger> whole(JsonNode given) {
        var matcher = WHOLE.matcher(strip(given.asString()));
        if (matcher.matches()) {
            return Optional.of(new BigInteger(matcher.group(1)));
        }
        return given.isNumber() ? wholeDouble(given.numberValue().doubleValue()) : Optional.empty();
    }

    /** A number written with an exponent. Anything beyond 64 bits is as good as any other: it is out of every range. */
    private static Optional<BigInteger> wholeDouble(double number) {
        if (number != Math.rint(number)) {
            return Optional.empty();
        }
        return Math.abs(number) < 0x1p63
                ? Optional.of(BigInteger.valueOf((long) number))
                : Optional.of(BigInteger.TWO.pow(64).multiply(BigInteger.valueOf((long) Math.signum(number))));
    }

    private static Optional<JsonNode> storable(JsonNode given, Complaint complaint) {
        if (given.isObject()) {
            return storableObject(given, complaint);
        }
        if (given.isArray()) {
            return storableArray(given, complaint);
        }
        if (given.isString()) {
            return Optional.of(given).filter(text -> isClean(text.stringValue(), complaint));
        }
        if (given.isFloatingPointNumber()) {
            return Double.isFinite(given.asDouble())
                    ? Optional.of(DoubleNode.valueOf(given.asDouble()))
                    : refuse(complaint, "field.json");
        }
        return given.isPojo() ? refuse(complaint, "field.json") : Optional.of(given);
    }

    private static Optional<JsonNode> storableObject(JsonNode given, Complaint complaint) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        for (var member : given.properties()) {
            var value = Optional.of(member.getKey())
                    .filter(key -> isClean(key, complaint))
                    .flatMap(key -> storable(member.getValue(), complaint));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            copy.set(member.getKey(), value.get());
        }
        return Optional.of(copy);
    }

    private static Optional<JsonNode> storableArray(JsonNode given, Complaint complaint) {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        for (var element : given) {
            var value = storable(element, complaint);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            copy.add(value.get());
        }
        return Optional.of(copy);
    }

    /** Cuts off everything Unicode calls white space, the non-breaking kinds included, unlike {@link String#strip()}. */
    private static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (start < end && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isSpace(char unit) {
        return Character.isWhitespace(unit) || Character.isSpaceChar(unit) || unit == '\u0085';
    }

    private static <T> Optional<T> refuse(Complaint complaint, String code, Object... arguments) {
        complaint.about(code, arguments);
        return Optional.empty();
    }
}
