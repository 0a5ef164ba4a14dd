package dev.guildhall.rules;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes rules ready to run. Every rule compiles: what makes no sense in its actions is left out. */
@Component
class RuleCompiler {

    /** Actions emit events, and events run rules: the circle is closed when the first rule is compiled. */
    private final SingletonSupplier<Map<String, RuleAction>> actionsByType;

    RuleCompiler(ObjectProvider<RuleAction> offered) {
        this.actionsByType = SingletonSupplier.of(() -> byType(offered));
    }

    PreparedRule compile(Rule rule) {
        return new PreparedRule(rule.id(), rule.name(), Condition.compile(rule.condition()), actions(rule.action()));
    }

    /** The events that may follow from one action. */
    List<RuleAction.Emission> emissions(ObjectNode action) {
        return Optional.ofNullable(
                        actionsByType.obtain().get(action.path("type").stringValue("")))
                .map(known -> known.emissions(action))
                .orElse(List.of());
    }

    /** A single action or a list of them. */
    private List<RuleAction.Run> actions(JsonNode action) {
        var written = action.isArray() ? action.values().stream() : Stream.of(action);
        return written.filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .map(this::prepare)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<RuleAction.Run> prepare(ObjectNode action) {
        return Optional.ofNullable(
                        actionsByType.obtain().get(action.path("type").stringValue("")))
                .flatMap(known -> known.prepare(action));
    }

    private static Map<String, RuleAction> byType(ObjectProvider<RuleAction> offered) {
        Map<String, RuleAction> byType = new HashMap<>();
        offered.forEach(action -> action.descriptions().forEach(description -> {
            if (byType.put(description.type(), action) != null) {
                throw new IllegalStateException("Two modules offer the rule action " + description.type());
            }
        }));
        return byType;
    }
}
