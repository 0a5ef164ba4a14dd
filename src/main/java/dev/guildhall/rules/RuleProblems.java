package dev.guildhall.rules;

import static dev.guildhall.shared.PointedProblem.below;

import dev.guildhall.rules.ActionDescription.Kind;
import dev.guildhall.rules.ActionDescription.Parameter;
import dev.guildhall.rules.RuleVocabulary.Field;
import dev.guildhall.shared.InvalidFields;
import dev.guildhall.shared.PointedProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What makes no sense in a rule, and where. Such a rule is kept all the same and does nothing wrong: a condition that makes no sense is
 * not met, an action that makes no sense is skipped.
 */
@Component
public class RuleProblems {

    private static final String TRIGGER = "/trigger_event_type";
    private static final String CONDITION = "/condition_json";
    private static final String ACTION = "/action_json";
    private static final int QUOTED = 60;

    private final Catalogue catalogue;

    RuleProblems(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** All there are, from the top to the bottom. */
    public List<PointedProblem> of(RuleDraft draft) {
        var found = new Finding(draft.triggerEventType());
        if (!catalogue.isEvent(draft.triggerEventType())) {
            found.add(TRIGGER, "rule.problem.event", quoted(draft.triggerEventType()));
        }
        found.condition(draft.condition(), CONDITION);
        found.actions(draft.action());
        return found.problems;
    }

    /** The draft, if it has none. */
    public RuleDraft require(RuleDraft draft) {
        var problems = of(draft);
        if (!problems.isEmpty()) {
            throw InvalidFields.ofPointed(problems);
        }
        return draft;
    }

    private static String quoted(String text) {
        return text.length() <= QUOTED ? text : text.substring(0, text.offsetByCodePoints(0, QUOTED / 2)) + "…";
    }

    private final class Finding {

        private final String trigger;
        private final List<PointedProblem> problems = new ArrayList<>();

        private Finding(String trigger) {
            this.trigger = trigger;
        }

        private void add(String pointer, String code, Object... arguments) {
            problems.add(PointedProblem.at(pointer, code, arguments));
        }

        private void condition(JsonNode node, String at) {
            if (!node.isObject()) {
                add(at, "rule.problem.condition");
            } else if (node.has("all")) {
                conditions(node.path("all"), below(at, "all"));
                only(node, at, List.of("all"));
            } else if (node.has("any")) {
                conditions(node.path("any"), below(at, "any"));
                only(node, at, List.of("any"));
            } else if (node.has("not")) {
                condition(node.path("not"), below(at, "not"));
                only(node, at, List.of("not"));
            } else if (!node.isEmpty()) {
                comparison(node, at);
                only(node, at, List.of("field", "op", "value"));
            }
        }

        private void conditions(JsonNode nodes, String at) {
            if (!nodes.isArray()) {
                add(at, "rule.problem.conditions");
                return;
            }
            for (var i = 0; i < nodes.size(); i++) {
                condition(nodes.get(i), below(at, i));
            }
        }

        private void only(JsonNode node, String at, List<String> known) {
            node.propertyNames().stream()
                    .filter(name -> !known.contains(name))
                    .forEach(name -> add(below(at, name), "rule.problem.ignored", quoted(name)));
        }

        private void comparison(JsonNode node, String at) {
            var path = node.path("field").stringValue("");
            var operator = Operator.of(node.path("op").stringValue(""));
            var field = catalogue.field(trigger, path);
            if (field.isEmpty()) {
                add(below(at, "field"), "rule.problem.field", quoted(path));
            }
            var possible = field.map(known -> known.type().operators()).orElseGet(FieldType.ANY::operators);
            if (operator.filter(possible::contains).isEmpty()) {
                var symbols = possible.stream().map(Operator::symbol).collect(Collectors.joining(" "));
                add(below(at, "op"), "rule.problem.operator", symbols);
            } else {
                field.ifPresent(known -> value(known, operator.get(), node, below(at, "value")));
            }
        }

        private void value(Field field, Operator operator, JsonNode node, String at) {
            var value = node.path("value");
            switch (operator) {
                case EQUAL, NOT_EQUAL -> {
                    if (!value.isMissingNode() && !value.isNull()) {
                        single(field, value, at);
                    }
                }
                case IN, NOT_IN -> {
                    if (!value.isArray()) {
                        add(at, "rule.problem.value_list");
                        return;
                    }
                    for (var i = 0; i < value.size(); i++) {
                        if (!value.get(i).isNull()) {
                            single(field, value.get(i), below(at, i));
                        }
                    }
                }
                case CONTAINS -> {
                    if (field.type() == FieldType.ANY ? value.isMissingNode() : !value.isString()) {
                        add(at, "rule.problem.value_text");
                    }
                }
                default -> {
                    if (field.type() == FieldType.ANY) {
                        if (!value.isNumber() && !value.isString()) {
                            add(at, "rule.problem.value_ordered");
                        }
                    } else {
                        single(field, value, at);
                    }
                }
            }
        }

        private void single(Field field, JsonNode value, String at) {
            var fits =
                    switch (field.type()) {
                        case TEXT, TIME -> value.isString();
                        case NUMBER -> value.isNumber();
                        case BOOLEAN -> value.isBoolean();
                        case LIST -> value.isArray() && value.valueStream().allMatch(JsonNode::isString);
                        case ANY -> true;
                    };
            if (!fits) {
                add(
                        at,
                        "rule.problem.value_"
                                + (field.type() == FieldType.TIME
                                        ? "text"
                                        : field.type().word()));
            } else if (!field.choices().isEmpty() && !isAmong(field, value.stringValue(""))) {
                add(at, "rule.problem.choice", String.join(", ", field.choices()));
            }
        }

        private boolean isAmong(Field field, String word) {
            return field.choices().contains(field.anyCase() ? word.toLowerCase(Locale.ROOT) : word);
        }

        private void actions(JsonNode written) {
            if (written.isArray()) {
                for (var i = 0; i < written.size(); i++) {
                    action(written.get(i), below(ACTION, i));
                }
            } else if (!(written.isObject() && written.isEmpty())) {
                action(written, ACTION);
            }
        }

        private void action(JsonNode written, String at) {
            var type = written.path("type").stringValue("");
            if (!(written instanceof ObjectNode action)) {
                add(at, "rule.problem.action");
                return;
            }
            catalogue
                    .action(type)
                    .ifPresentOrElse(
                            known -> parameters(known, action, at),
                            () -> add(
                                    below(at, "type"),
                                    "rule.problem.action_type",
                                    catalogue.actions().stream()
                                            .map(ActionDescription::type)
                                            .collect(Collectors.joining(", "))));
        }

        private void parameters(ActionDescription known, ObjectNode action, String at) {
            for (var parameter : known.parameters()) {
                parameter(parameter, action, below(at, parameter.name()));
            }
            if (!known.anyOf().isEmpty() && known.anyOf().stream().noneMatch(action::has)) {
                add(below(at, known.anyOf().get(0)), "rule.problem.missing");
            }
            var names = known.parameters().stream().map(Parameter::name).toList();
            action.propertyNames().stream()
                    .filter(name -> !name.equals("type") && !names.contains(name))
                    .forEach(name -> add(below(at, name), "rule.problem.ignored", quoted(name)));
        }

        private void parameter(Parameter parameter, ObjectNode action, String at) {
            var given = action.path(parameter.name());
            if (given.isMissingNode()) {
                var when = parameter.when();
                if (parameter.required()
                        || when != null
                                && action.path(when.parameter()).stringValue("").equals(when.value())) {
                    add(at, "rule.problem.missing");
                }
            } else if (parameter.kind() == Kind.TEXT) {
                text(parameter, given, at);
            } else if (parameter.kind() == Kind.OBJECT ? !given.isObject() : !isAccount(given)) {
                add(at, parameter.kind() == Kind.OBJECT ? "rule.problem.value_object" : "rule.problem.value_account");
            }
        }

        private void text(Parameter parameter, JsonNode given, String at) {
            var text = given.stringValue("");
            var length = text.codePointCount(0, text.length());
            if (!given.isString()) {
                add(at, "rule.problem.value_text");
            } else if (!parameter.choices().isEmpty() && !parameter.choices().contains(text)) {
                add(at, "rule.problem.choice", String.join(", ", parameter.choices()));
            } else if (length < parameter.shortest()) {
                add(at, "rule.problem.missing");
            } else if (parameter.longest() > 0 && length > parameter.longest()) {
                add(at, "rule.problem.length", String.valueOf(parameter.longest()));
            } else if (parameter.pattern() != null && !text.matches(parameter.pattern())) {
                add(at, "rule.problem.pattern", parameter.pattern());
            }
        }

        private static boolean isAccount(JsonNode given) {
            return given.isIntegralNumber() && given.canConvertToLong() && given.longValue() > 0
                    || given.isString() && given.stringValue().matches("[0-9]{1,18}");
        }
    }
}
