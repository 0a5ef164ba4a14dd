package dev.guildhall.shared.web;

import dev.guildhall.shared.InvalidFields;
import dev.guildhall.shared.MalformedBody;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.DoubleNode;

/** Reads JSON that strangers have written. */
final class JsonText {

    private static final int MAX_DEPTH = 100;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .build();

    private JsonText() {}

    /** The members of an object, of equal names the last one; else MalformedBody, or InvalidFields for JSON that is no object. */
    static Map<String, JsonNode> members(String text) {
        try (var parser = MAPPER.createParser(text)) {
            var first = parser.nextToken();
            if (first == null) {
                throw new MalformedBody("error.malformed_body");
            }
            if (first != JsonToken.START_OBJECT) {
                parser.readValueAsTree();
                requireEnd(parser);
                throw InvalidFields.ofWhole("error.not_an_object");
            }
            var members = readMembers(parser);
            requireEnd(parser);
            return members;
        } catch (JacksonException malformed) {
            throw new MalformedBody("error.malformed_body");
        }
    }

    /** A single value of any kind, or nothing when the text is not JSON. */
    static Optional<JsonNode> value(String text) {
        try (var parser = MAPPER.createParser(text)) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            JsonNode value = parser.readValueAsTree();
            return parser.nextToken() == null ? Optional.of(value) : Optional.empty();
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }

    private static Map<String, JsonNode> readMembers(JsonParser parser) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        for (var name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonNode value = parser.nextToken() == JsonToken.VALUE_NUMBER_FLOAT
                    ? new LiteralNumber(parser.getDoubleValue(), parser.getString())
                    : parser.readValueAsTree();
            members.put(name, value);
        }
        return members;
    }

    private static void requireEnd(JsonParser parser) {
        if (parser.nextToken() != null) {
            throw new MalformedBody("error.malformed_body");
        }
    }

    /** A number that remembers how it was written, because as text, and in signatures, 1.50 and 1e3 are not 1.5 and 1000.0. */
    private static final class LiteralNumber extends DoubleNode {

        private final String literal;

        private LiteralNumber(double value, String literal) {
            super(value);
            this.literal = literal;
        }

        @Override
        protected String _asString() {
            return literal;
        }

        @Override
        public String toString() {
            return literal;
        }
    }
}
