package dev.guildhall.rules;

import dev.guildhall.shared.FieldProblem;
import io.r2dbc.postgresql.codec.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The free JSON of rules: what of it can be kept, and how. */
public final class RuleJson {

    private static final int LARGEST_KB = 64;
    private static final int DEEPEST = 32;

    /** Keeps every digit. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private RuleJson() {}

    /** Why this cannot be kept in a rule, if so: it is too deep or too large. */
    public static Optional<FieldProblem> problemOf(JsonNode json) {
        if (isDeeperThan(DEEPEST, json)) {
            return Optional.of(FieldProblem.of("rule.json_depth", DEEPEST));
        }
        return json.toString().getBytes(StandardCharsets.UTF_8).length > LARGEST_KB * 1024
                ? Optional.of(FieldProblem.of("rule.json_size", LARGEST_KB))
                : Optional.empty();
    }

    static JsonNode read(Json stored) {
        return MAPPER.readTree(stored.asArray());
    }

    static Json write(JsonNode json) {
        return Json.of(MAPPER.writeValueAsBytes(json));
    }

    private static boolean isDeeperThan(int levels, JsonNode json) {
        return json.isContainer()
                && (levels == 0 || json.values().stream().anyMatch(inner -> isDeeperThan(levels - 1, inner)));
    }
}
