package dev.guildhall.rules;

import dev.guildhall.rules.ActionDescription.Parameter;
import dev.guildhall.rules.RuleVocabulary.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * What rules look like: a JSON Schema (2020-12) of the body, and the catalogue for an editor. A rule fits the schema exactly when
 * {@link RuleProblems} has nothing to say about its trigger, condition and action.
 */
@Component
public class RuleSchema {

    private static final String OPEN = "condition";

    private final Catalogue catalogue;

    RuleSchema(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** JSON-compatible. */
    public Map<String, Object> schema() {
        var definitions = new LinkedHashMap<String, Object>();
        definitions.put("comparison", anyOf(comparisons(catalogue.fields())));
        definitions.put(OPEN, condition(OPEN, Stream.of(openPayload())));
        catalogue.events().forEach(event -> {
            var name = OPEN + "." + event.type();
            definitions.put(
                    name, condition(name, comparisons(Catalogue.payload(event).toList())));
        });
        catalogue.actions().forEach(action -> definitions.put("action." + action.type(), action(action)));
        definitions.put(
                "action",
                Map.of(
                        "anyOf",
                        catalogue.actions().stream()
                                .map(action -> ref("action." + action.type()))
                                .toList()));
        var schema = new LinkedHashMap<String, Object>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("type", "object");
        schema.put("required", List.of("name", "trigger_event_type"));
        schema.put("properties", properties());
        schema.put("allOf", conditionsByEvent());
        schema.put("$defs", definitions);
        return schema;
    }

    /** Operators by type of field; JSON-compatible. */
    public Map<String, List<String>> operators() {
        var operators = new LinkedHashMap<String, List<String>>();
        for (var type : FieldType.values()) {
            operators.put(type.word(), symbols(type.operators()));
        }
        return operators;
    }

    private Map<String, Object> properties() {
        var types =
                catalogue.events().stream().map(RuleVocabulary.EventType::type).toList();
        var properties = new LinkedHashMap<String, Object>();
        properties.put("name", Map.of("type", "string", "minLength", 1, "maxLength", RuleDraft.LONGEST_NAME));
        properties.put("description", Map.of("type", "string", "maxLength", RuleDraft.LONGEST_DESCRIPTION));
        properties.put("is_active", Map.of("type", "boolean"));
        properties.put(
                "trigger_event_type",
                Map.of(
                        "type",
                        "string",
                        "maxLength",
                        RuleDraft.LONGEST_TRIGGER,
                        "anyOf",
                        List.of(Map.of("enum", types), Map.of("pattern", Catalogue.CUSTOM_EVENT))));
        properties.put(
                "priority",
                Map.of(
                        "type",
                        "integer",
                        "minimum",
                        -RuleDraft.LARGEST_PRIORITY,
                        "maximum",
                        RuleDraft.LARGEST_PRIORITY));
        properties.put("stop_processing", Map.of("type", "boolean"));
        properties.put(
                "cooldown_seconds", Map.of("type", "integer", "minimum", 0, "maximum", RuleDraft.LONGEST_COOLDOWN));
        properties.put(
                "action_json",
                Map.of(
                        "anyOf",
                        List.of(
                                Map.of("type", "object", "maxProperties", 0),
                                ref("action"),
                                Map.of("type", "array", "items", ref("action")))));
        return properties;
    }

    private List<Object> conditionsByEvent() {
        var cases = new ArrayList<>();
        catalogue
                .events()
                .forEach(event -> cases.add(forTrigger(Map.of("const", event.type()), OPEN + "." + event.type())));
        cases.add(forTrigger(Map.of("pattern", Catalogue.CUSTOM_EVENT), OPEN));
        return cases;
    }

    private static Map<String, Object> forTrigger(Map<String, Object> trigger, String definition) {
        return Map.of(
                "if",
                Map.of("required", List.of("trigger_event_type"), "properties", Map.of("trigger_event_type", trigger)),
                "then",
                Map.of("properties", Map.of("condition_json", ref(definition))));
    }

    private static Map<String, Object> condition(String self, Stream<Map<String, Object>> payload) {
        var nested = Map.of("type", "array", "items", ref(self));
        return anyOf(Stream.concat(
                Stream.of(
                        Map.of("type", "object", "maxProperties", 0),
                        closed(Map.of("all", nested), List.of("all")),
                        closed(Map.of("any", nested), List.of("any")),
                        closed(Map.of("not", ref(self)), List.of("not")),
                        ref("comparison")),
                payload));
    }

    /** One for each kind of comparison that fields of the same kind can have. */
    private static Stream<Map<String, Object>> comparisons(List<Field> fields) {
        var alike = fields.stream()
                .collect(Collectors.groupingBy(
                        field -> List.of(field.type(), field.choices(), field.anyCase()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return alike.values().stream().flatMap(group -> comparisons(group.get(0), names(group)));
    }

    private static Stream<Map<String, Object>> comparisons(Field kind, Map<String, Object> names) {
        var operators = kind.type().operators();
        var single = single(kind);
        var nullable = nullable(single);
        return Stream.of(
                        comparison(names, operators, List.of(Operator.EQUAL, Operator.NOT_EQUAL), nullable, false),
                        comparison(
                                names,
                                operators,
                                List.of(Operator.IN, Operator.NOT_IN),
                                Map.of("type", "array", "items", nullable),
                                true),
                        comparison(names, operators, List.of(Operator.CONTAINS), Map.of("type", "string"), true),
                        comparison(
                                names,
                                operators,
                                List.of(
                                        Operator.GREATER,
                                        Operator.GREATER_OR_EQUAL,
                                        Operator.LESS,
                                        Operator.LESS_OR_EQUAL),
                                single,
                                true))
                .flatMap(List::stream);
    }

    private static List<Map<String, Object>> comparison(
            Map<String, Object> field,
            List<Operator> possible,
            List<Operator> wanted,
            Map<String, Object> value,
            boolean needsValue) {
        var operators = wanted.stream().filter(possible::contains).toList();
        return operators.isEmpty()
                ? List.of()
                : List.of(closed(
                        Map.of("field", field, "op", Map.of("enum", symbols(operators)), "value", value),
                        needsValue ? List.of("field", "op", "value") : List.of("field", "op")));
    }

    /** A payload nobody knows beforehand. */
    private static Map<String, Object> openPayload() {
        Map<String, Object> field = Map.of("type", "string", "pattern", "^event\\.payload\\.");
        var equality = closed(
                Map.of("field", field, "op", Map.of("enum", List.of("==", "!=")), "value", true),
                List.of("field", "op"));
        var order = closed(
                Map.of(
                        "field",
                        field,
                        "op",
                        Map.of("enum", List.of(">", ">=", "<", "<=")),
                        "value",
                        Map.of("type", List.of("number", "string"))),
                List.of("field", "op", "value"));
        var membership = closed(
                Map.of("field", field, "op", Map.of("enum", List.of("in", "not_in")), "value", Map.of("type", "array")),
                List.of("field", "op", "value"));
        var contains = closed(
                Map.of("field", field, "op", Map.of("const", "contains"), "value", true),
                List.of("field", "op", "value"));
        return Map.of("anyOf", List.of(equality, order, membership, contains));
    }

    private static Map<String, Object> single(Field field) {
        if (field.choices().isEmpty()) {
            return switch (field.type()) {
                case TEXT, TIME -> Map.of("type", "string");
                case NUMBER -> Map.of("type", "number");
                case BOOLEAN -> Map.of("type", "boolean");
                case LIST -> Map.of("type", "array", "items", Map.of("type", "string"));
                case ANY -> Map.of();
            };
        }
        return field.anyCase()
                ? Map.of("type", "string", "pattern", inAnyCase(field.choices()))
                : Map.of("type", "string", "enum", field.choices());
    }

    /** JSON Schema's expressions know no flags. */
    private static String inAnyCase(List<String> words) {
        return words.stream()
                .map(word -> word.chars()
                        .mapToObj(letter -> "[" + Character.toString(letter)
                                + Character.toString(letter).toUpperCase(Locale.ROOT) + "]")
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("|", "^(", ")$"));
    }

    private static Map<String, Object> nullable(Map<String, Object> schema) {
        return Map.of("anyOf", List.of(schema, Map.of("type", "null")));
    }

    private static Map<String, Object> names(List<Field> fields) {
        return Map.of("enum", fields.stream().map(Field::path).toList());
    }

    private static Map<String, Object> action(ActionDescription action) {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("type", Map.of("const", action.type()));
        action.parameters().forEach(parameter -> properties.put(parameter.name(), parameter(parameter)));
        var required = Stream.concat(
                        Stream.of("type"),
                        action.parameters().stream().filter(Parameter::required).map(Parameter::name))
                .toList();
        var schema = new LinkedHashMap<>(closed(properties, required));
        if (!action.anyOf().isEmpty()) {
            schema.put(
                    "anyOf",
                    action.anyOf().stream()
                            .map(name -> Map.of("required", List.of(name)))
                            .toList());
        }
        var conditional = action.parameters().stream()
                .flatMap(parameter -> Stream.ofNullable(parameter.when()).map(when -> conditional(parameter, when)))
                .toList();
        if (!conditional.isEmpty()) {
            schema.put("allOf", conditional);
        }
        return schema;
    }

    private static Map<String, Object> conditional(Parameter parameter, ActionDescription.When when) {
        return Map.of(
                "if",
                Map.of(
                        "required",
                        List.of(when.parameter()),
                        "properties",
                        Map.of(when.parameter(), Map.of("const", when.value()))),
                "then",
                Map.of("required", List.of(parameter.name())));
    }

    private static Map<String, Object> parameter(Parameter parameter) {
        var schema = new LinkedHashMap<String, Object>();
        switch (parameter.kind()) {
            case TEXT -> {
                schema.put("type", "string");
                if (!parameter.choices().isEmpty()) {
                    schema.put("enum", parameter.choices());
                }
                if (parameter.shortest() > 0) {
                    schema.put("minLength", parameter.shortest());
                }
                if (parameter.longest() > 0) {
                    schema.put("maxLength", parameter.longest());
                }
                if (parameter.pattern() != null) {
                    schema.put("pattern", parameter.pattern());
                }
            }
            case OBJECT -> schema.put("type", "object");
            case ACCOUNT ->
                schema.put(
                        "anyOf",
                        List.of(
                                Map.of("type", "integer", "minimum", 1, "maximum", Long.MAX_VALUE),
                                Map.of("type", "string", "pattern", "^[0-9]{1,18}$")));
        }
        return schema;
    }

    private static Map<String, Object> closed(Map<String, ?> properties, List<String> required) {
        return Map.of("type", "object", "properties", properties, "required", required, "additionalProperties", false);
    }

    private static Map<String, Object> anyOf(Stream<Map<String, Object>> schemas) {
        return Map.of("anyOf", schemas.toList());
    }

    private static Map<String, Object> ref(String definition) {
        return Map.of("$ref", "#/$defs/" + definition);
    }

    private static List<String> symbols(List<Operator> operators) {
        return operators.stream().map(Operator::symbol).toList();
    }
}
