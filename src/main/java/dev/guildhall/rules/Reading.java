package dev.guildhall.rules;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/** What a value means to a comparison. Risk levels are words with an order; everything else means itself. */
enum Reading {
    PLAIN {
        @Override
        JsonNode of(JsonNode value) {
            return value;
        }
    },
    /** The name of a risk level, in any case, is its rank: low 1, medium 2, high 3, critical 4. */
    RISK_RANK {
        @Override
        JsonNode of(JsonNode value) {
            var rank = 1 + RISK_LEVELS.indexOf(value.stringValue("").toLowerCase(Locale.ROOT));
            return rank > 0 ? IntNode.valueOf(rank) : value;
        }
    },
    /** Names of risk levels, alone or in a list, are the same in any case. */
    RISK_NAME {
        @Override
        JsonNode of(JsonNode value) {
            if (!value.isArray()) {
                return lowerCase(value);
            }
            var names = JsonNodeFactory.instance.arrayNode();
            value.values().forEach(name -> names.add(lowerCase(name)));
            return names;
        }
    };

    static final List<String> RISK_LEVELS = List.of("low", "medium", "high", "critical");
    static final String RISK_PATH = "client.risk_level";

    private static final List<String> RISK_FIELD = List.of(RISK_PATH.split("\\."));

    /** How a comparison of the field at this path reads both sides. */
    static Reading forField(List<String> path, Operator operator) {
        if (!path.equals(RISK_FIELD)) {
            return PLAIN;
        }
        return operator.looksInside() ? RISK_NAME : RISK_RANK;
    }

    abstract JsonNode of(JsonNode value);

    private static JsonNode lowerCase(JsonNode value) {
        return value.isString() ? StringNode.valueOf(value.stringValue().toLowerCase(Locale.ROOT)) : value;
    }
}
