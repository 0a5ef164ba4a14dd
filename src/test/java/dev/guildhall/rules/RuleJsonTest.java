package dev.guildhall.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class RuleJsonTest {

    @Test
    void keepsThirtyTwoLevelsAndNotOneMore() {
        assertThat(RuleJson.problemOf(nested(32))).isEmpty();
        assertThat(RuleJson.problemOf(nested(33)).orElseThrow().code()).isEqualTo("rule.json_depth");
    }

    @Test
    void keepsSixtyFourKilobytesAndNotOneByteMore() {
        var most = "ж".repeat(32 * 1024 - 1);
        assertThat(RuleJson.problemOf(JsonNodeFactory.instance.stringNode(most)))
                .isEmpty();
        assertThat(RuleJson.problemOf(JsonNodeFactory.instance.stringNode(most + "x"))
                        .orElseThrow()
                        .code())
                .isEqualTo("rule.json_size");
    }

    @Test
    void keepsEveryDigit() {
        var written = "{\"a\":123456789012345678901234567890,\"b\":0.1234567890123456789}";
        assertThat(RuleJson.read(RuleJson.write(RuleJson.read(io.r2dbc.postgresql.codec.Json.of(written))))
                        .toString())
                .isEqualTo(written);
    }

    private static JsonNode nested(int levels) {
        return new JsonMapper().readTree("[".repeat(levels) + "]".repeat(levels));
    }
}
