package dev.guildhall.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class ConditionTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final JsonNode FACTS = JSON.readTree("""
            {"event": {"id": 7, "event_type": "appointment.created", "entity_id": "12",
                       "payload": {"status": "NEW", "ratio": 2.0, "deep": {"a": [1, {"b": null}]}, "levels": ["low"]}},
             "actor": {"id": 5, "role": "client"},
             "appointment": {"id": 12, "status": "NEW", "total_price": null, "platform_tags": ["vip", "Ж"]},
             "client": {"id": 5, "risk_level": "high", "risk_score": 50, "is_banned": false, "nickname": "high"},
             "master": {"id": null, "is_master_active": true}}""");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            appointment.status          | ==       | "NEW"              | true
            appointment.status          | ==       | "new"              | false
            appointment.status          | !=       | "PAID"             | true
            client.id                   | ==       | 5                  | true
            client.id                   | ==       | 5.0                | true
            client.id                   | ==       | "5"                | false
            client.id                   | ==       | 5.0000000000000001 | false
            event.payload.ratio         | ==       | 2                  | true
            client.is_banned            | ==       | false              | true
            client.is_banned            | ==       | 0                  | false
            master.is_master_active     | ==       | 1                  | false
            appointment.total_price     | ==       | null               | true
            appointment.total_price     | !=       | null               | false
            appointment.platform_tags   | ==       | ["vip", "Ж"]       | true
            appointment.platform_tags   | ==       | ["Ж", "vip"]       | false
            appointment.platform_tags   | ==       | ["vip"]            | false
            event.payload.deep          | ==       | {"a": [1.0, {"b": null}]} | true
            event.payload.deep          | ==       | {"a": [1, {"c": null}]}   | false
            event.payload.deep          | ==       | {}                 | false

            client.risk_score           | >        | 49.9               | true
            client.risk_score           | >        | 50                 | false
            client.risk_score           | >=       | 50.0               | true
            client.risk_score           | <        | 1e400              | true
            client.risk_score           | <=       | -1                 | false
            appointment.status          | >        | "MMM"              | true
            appointment.status          | <        | "MMM"              | false
            appointment.status          | <=       | "NEW"              | true
            client.risk_score           | >        | "5"                | false
            client.risk_score           | <=       | "5"                | false
            appointment.total_price     | >        | 1000               | false
            appointment.total_price     | <=       | 1000               | false
            appointment.total_price     | >=       | null               | false
            client.is_banned            | <        | true               | false
            appointment.platform_tags   | >=       | []                 | false

            appointment.status          | in       | ["NEW", "PAID"]    | true
            appointment.status          | in       | []                 | false
            appointment.status          | in       | "NEW"              | false
            appointment.status          | not_in   | ["PAID"]           | true
            appointment.status          | not_in   | ["NEW"]            | false
            appointment.status          | not_in   | "NEW"              | true
            client.id                   | in       | [1.5, 5.0]         | true
            client.id                   | in       | ["5"]              | false
            appointment.total_price     | in       | [null]             | true
            appointment.platform_tags   | in       | [["vip", "Ж"]]     | true

            appointment.status          | contains | "EW"               | true
            appointment.status          | contains | "ew"               | false
            appointment.status          | contains | ""                 | true
            appointment.status          | contains | 5                  | false
            appointment.platform_tags   | contains | "vip"              | true
            appointment.platform_tags   | contains | "vi"               | false
            event.payload               | contains | "status"           | false
            client.id                   | contains | 5                  | false

            appointment.status          | matches  | ".*"               | false
            appointment.status          | =        | "NEW"              | false

            no.such.field               | ==       | null               | true
            appointment.status.deeper   | ==       | null               | true
            appointment.platform_tags.0 | ==       | null               | true
            appointment..status         | ==       | null               | true
            no.such.field               | contains | "x"                | false
            """)
    void comparesOneFieldWithOneValue(String field, String operator, String value, boolean expected) {
        assertThat(isMet(comparison(field, operator, value))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            client.risk_level    | ==       | "HIGH"             | true
            client.risk_level    | !=       | "high"             | false
            client.risk_level    | >        | "medium"           | true
            client.risk_level    | >=       | "High"             | true
            client.risk_level    | <        | "Critical"         | true
            client.risk_level    | <        | "low"              | false
            client.risk_level    | >        | "hihg"             | false
            client.risk_level    | !=       | "hihg"             | true
            client.risk_level    | in       | ["HIGH", "low"]    | true
            client.risk_level    | in       | [3]                | false
            client.risk_level    | not_in   | ["High"]           | false
            client.risk_level    | not_in   | ["low"]            | true
            client.risk_level    | contains | "HIG"              | true
            client.nickname      | ==       | "HIGH"             | false
            client.nickname      | <        | "critical"         | false
            client.nickname      | ==       | 3                  | false
            event.payload.levels | contains | "LOW"              | false
            """)
    void ordersRiskLevelsOfTheClientOnly(String field, String operator, String value, boolean expected) {
        assertThat(isMet(comparison(field, operator, value))).isEqualTo(expected);
    }

    @Test
    void comparesAnUnknownRiskLevelWithNothing() {
        var facts = JSON.readTree("{\"client\": {\"risk_level\": null}}");
        for (var operator : new String[] {"==", ">", ">=", "<", "<="}) {
            assertThat(Condition.compile(JSON.readTree(comparison("client.risk_level", operator, "\"low\"")))
                            .isMet(facts))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                   | true
            []                                   | true
            null                                 | true
            ""                                   | true
            {"not": {}}                          | false
            {"all": []}                          | true
            {"any": []}                          | false
            {"all": [YES, YES]}                  | true
            {"all": [YES, NO]}                   | false
            {"any": [NO, YES]}                   | true
            {"any": [NO, NO]}                    | false
            {"not": NO}                          | true
            {"all": [NO], "any": [YES]}          | false
            {"any": [YES], "not": YES}           | true
            {"any": [YES], "field": "actor.role", "op": "==", "value": "admin"} | true
            {"all": [{"any": [NO, {"not": NO}]}, {"not": {"all": [YES, NO]}}]}  | true

            {"all": "x"}                         | false
            {"all": null}                        | false
            {"any": 5}                           | false
            {"any": {"x": YES}}                  | false
            {"not": ["x"]}                       | true
            {"field": 5, "op": "==", "value": 5} | false
            {"field": "", "op": "==", "value": null}                     | false
            {"field": "appointment.status", "op": ["=="], "value": "NEW"} | false
            {"field": "appointment.status", "value": "NEW"}              | false
            {"op": "==", "value": "NEW"}         | false
            {"field": "appointment.total_price", "op": "=="}             | true
            {"something": "else"}                | false
            [1]                                  | false
            [YES]                                | false
            "text"                               | false
            0                                    | false
            true                                 | false
            """)
    void combinesConditionsAndNeverMeetsNonsense(String condition, boolean expected) {
        var json = condition
                .replace("YES", comparison("actor.role", "==", "\"client\""))
                .replace("NO", comparison("actor.role", "==", "\"admin\""));
        assertThat(isMet(json)).isEqualTo(expected);
    }

    @Test
    void ordersTextsByCodePointRatherThanByHalfCharacters() {
        var facts = facts(JsonNodeFactory.instance.objectNode().put("x", "\uFFFD"));
        assertThat(Condition.compile(JSON.readTree(comparison("event.x", "<", "\"\uD83D\uDE00\"")))
                        .isMet(facts))
                .isTrue();
    }

    @Test
    void hasNoPlaceForNumbersThatAreNone() {
        var facts = facts(JsonNodeFactory.instance.objectNode().set("x", DoubleNode.valueOf(Double.NaN)));
        assertThat(Condition.compile(JSON.readTree(comparison("event.x", "<", "5")))
                        .isMet(facts))
                .isFalse();
        assertThat(Condition.compile(JSON.readTree(comparison("event.x", "==", "5")))
                        .isMet(facts))
                .isFalse();
    }

    @Test
    void survivesTreesDeeperThanAnyStack() {
        ObjectNode deep = JsonNodeFactory.instance.objectNode();
        for (var i = 0; i < 100_000; i++) {
            deep = JsonNodeFactory.instance.objectNode().set("not", deep);
        }
        assertThat(Condition.compile(deep)).isNotNull();
    }

    private static ObjectNode facts(JsonNode event) {
        return JsonNodeFactory.instance.objectNode().set("event", event);
    }

    private static boolean isMet(String condition) {
        return Condition.compile(JSON.readTree(condition)).isMet(FACTS);
    }

    private static String comparison(String field, String operator, String value) {
        return "{\"field\": \"%s\", \"op\": \"%s\", \"value\": %s}".formatted(field, operator, value);
    }
}
