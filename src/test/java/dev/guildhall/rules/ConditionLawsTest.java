package dev.guildhall.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class ConditionLawsTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> KEYS =
            List.of("all", "any", "not", "field", "op", "value", "client", "risk_level", "a", "");
    private static final List<String> OPERATORS =
            List.of("==", "!=", ">", ">=", "<", "<=", "in", "not_in", "contains", "like");

    @Property
    void everyJsonIsACondition(@ForAll("json") JsonNode condition, @ForAll("json") JsonNode facts) {
        var compiled = Condition.compile(condition);
        assertThat(compiled.isMet(facts)).isEqualTo(compiled.isMet(facts));
    }

    @Property
    void anyTwoValuesCompare(
            @ForAll("json") JsonNode field, @ForAll("operator") String operator, @ForAll("json") JsonNode value) {
        for (var name : List.of("risk_level", "other")) {
            var facts = JSON.objectNode().set("client", JSON.objectNode().set(name, field));
            assertThat(Condition.compile(comparison("client." + name, operator, value))
                            .isMet(facts))
                    .isIn(true, false);
        }
    }

    @Property
    void equalityIsAnEquivalenceAndOrderAgreesWithIt(@ForAll("json") JsonNode one, @ForAll("json") JsonNode other) {
        assertThat(Values.same(one, one.deepCopy())).isTrue();
        assertThat(Values.same(one, other)).isEqualTo(Values.same(other, one));
        Values.order(one, other).ifPresent(order -> {
            assertThat(Values.same(one, other)).isEqualTo(order == 0);
            assertThat(Integer.signum(order))
                    .isEqualTo(-Integer.signum(Values.order(other, one).orElseThrow()));
        });
    }

    @Property
    void doubleNegationSaysTheSame(@ForAll("node") JsonNode node, @ForAll("facts") JsonNode facts) {
        assertThat(isMet(not(not(node)), facts)).isEqualTo(isMet(node, facts));
    }

    @Property
    void negationExchangesAllAndAny(
            @ForAll("node") JsonNode one, @ForAll("node") JsonNode other, @ForAll("facts") JsonNode facts) {
        assertThat(isMet(not(combine("all", one, other)), facts))
                .isEqualTo(isMet(combine("any", not(one), not(other)), facts));
        assertThat(isMet(not(combine("any", one, other)), facts))
                .isEqualTo(isMet(combine("all", not(one), not(other)), facts));
    }

    @Property
    void orderOfConditionsDoesNotMatter(
            @ForAll("node") JsonNode one, @ForAll("node") JsonNode other, @ForAll("facts") JsonNode facts) {
        for (var key : List.of("all", "any")) {
            assertThat(isMet(combine(key, one, other), facts)).isEqualTo(isMet(combine(key, other, one), facts));
        }
    }

    @Property
    void oppositeOperatorsDisagree(
            @ForAll("json") JsonNode value, @ForAll("json") JsonNode field, @ForAll("field") String name) {
        var facts =
                JSON.objectNode().set("client", JSON.objectNode().set(name.substring(name.indexOf('.') + 1), field));
        assertThat(isMet(comparison(name, "==", value), facts))
                .isNotEqualTo(isMet(comparison(name, "!=", value), facts));
        assertThat(isMet(comparison(name, "in", value), facts))
                .isNotEqualTo(isMet(comparison(name, "not_in", value), facts));
    }

    @Provide
    Arbitrary<JsonNode> json() {
        return Arbitraries.recursive(this::scalar, ConditionLawsTest::container, 0, 4);
    }

    @Provide
    Arbitrary<String> operator() {
        return Arbitraries.of(OPERATORS);
    }

    @Provide
    Arbitrary<String> field() {
        return Arbitraries.of("client.risk_level", "client.a");
    }

    /** A condition as somebody would write it, now and then with a bit of nonsense. */
    @Provide
    Arbitrary<JsonNode> node() {
        var comparison = Arbitraries.of("client.risk_level", "client.a", "a", "x.y")
                .flatMap(field -> operator()
                        .flatMap(operator -> scalar().map(value -> (JsonNode) comparison(field, operator, value))));
        var leaf = Arbitraries.frequencyOf(Tuple.of(9, comparison), Tuple.of(1, json()));
        return Arbitraries.recursive(() -> leaf, ConditionLawsTest::combined, 0, 3);
    }

    @Provide
    Arbitrary<JsonNode> facts() {
        return scalar().flatMap(level -> scalar().map(other -> {
            var client = JSON.objectNode();
            client.set("risk_level", level);
            client.set("a", other);
            return JSON.objectNode().set("client", client);
        }));
    }

    private Arbitrary<JsonNode> scalar() {
        return Arbitraries.oneOf(
                Arbitraries.of("low", "HIGH", "critical", "", "5", "ж", "\uD83D\uDE00")
                        .map(JSON::stringNode),
                Arbitraries.strings().ofMaxLength(3).map(JSON::stringNode),
                Arbitraries.of(KEYS).map(JSON::stringNode),
                Arbitraries.of(OPERATORS).map(JSON::stringNode),
                Arbitraries.integers().between(-2, 5).map(JSON::numberNode),
                Arbitraries.doubles().map(JSON::numberNode),
                Arbitraries.bigIntegers().map(JSON::numberNode),
                Arbitraries.of("1e1000000000", "-1e-1000000000", "1.50", "1e0")
                        .map(it -> JSON.numberNode(new BigDecimal(it))),
                Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, -0.0).map(JSON::numberNode),
                Arbitraries.of(true, false).map(JSON::booleanNode),
                Arbitraries.just(JSON.nullNode()));
    }

    private static Arbitrary<JsonNode> container(Arbitrary<JsonNode> inner) {
        return Arbitraries.oneOf(
                inner,
                inner.list().ofMaxSize(3).map(ConditionLawsTest::array),
                Arbitraries.maps(Arbitraries.of(KEYS), inner).ofMaxSize(3).map(members -> {
                    var object = JSON.objectNode();
                    object.setAll(members);
                    return object;
                }));
    }

    private static Arbitrary<JsonNode> combined(Arbitrary<JsonNode> inner) {
        return Arbitraries.oneOf(
                inner.map(ConditionLawsTest::not),
                inner.list().ofMaxSize(3).map(nodes -> JSON.objectNode().set("all", array(nodes))),
                inner.list().ofMaxSize(3).map(nodes -> JSON.objectNode().set("any", array(nodes))));
    }

    private static boolean isMet(JsonNode condition, JsonNode facts) {
        return Condition.compile(condition).isMet(facts);
    }

    private static ObjectNode comparison(String field, String operator, JsonNode value) {
        return JSON.objectNode().put("field", field).put("op", operator).set("value", value);
    }

    private static ObjectNode not(JsonNode node) {
        return JSON.objectNode().set("not", node);
    }

    private static ObjectNode combine(String key, JsonNode... nodes) {
        return JSON.objectNode().set(key, array(new ArrayList<>(List.of(nodes))));
    }

    private static ArrayNode array(List<JsonNode> nodes) {
        return JSON.arrayNode().addAll(nodes);
    }
}
