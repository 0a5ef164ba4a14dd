package dev.guildhall.rules;

import dev.guildhall.rules.PreparedRule.PreparedAction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes rules ready to run. Every rule compiles: what makes no sense in its actions is left out. */
@Component
class RuleCompiler {

    private static final List<String> EVENT_ID = List.of("event", "id");
    private static final List<String> EVENT_TIME = List.of("event", "created_at");

    /** Actions emit events, and events run rules: the circle is closed when the first rule is compiled. */
    private final SingletonSupplier<Map<String, RuleAction>> actionsByType;

    RuleCompiler(ObjectProvider<RuleAction> offered) {
        this.actionsByType = SingletonSupplier.of(() -> byType(offered));
    }

    PreparedRule compile(Rule rule) {
        return compile(rule.id(), rule.version(), rule.draft());
    }

    PreparedRule compile(long id, int version, RuleDraft draft) {
        var condition = Condition.compile(draft.condition());
        return new PreparedRule(
                id,
                version,
                draft.name(),
                condition,
                condition.asksFor(EVENT_ID) || condition.asksFor(EVENT_TIME),
                actions(draft.action()),
                draft.priority(),
                draft.stopProcessing(),
                draft.cooldownSeconds());
    }

    /** The events that may follow from one action. */
    List<RuleAction.Emission> emissions(ObjectNode action) {
        return Optional.ofNullable(
                        actionsByType.obtain().get(action.path("type").stringValue("")))
                .map(known -> known.emissions(action))
                .orElse(List.of());
    }

    /** A single action or a list of them. */
    private List<PreparedAction> actions(JsonNode action) {
        var written = action.isArray() ? List.copyOf(action.values()) : List.of(action);
        return IntStream.range(0, written.size())
                .boxed()
                .flatMap(index -> prepare(index, written.get(index)).stream())
                .toList();
    }

    private Optional<PreparedAction> prepare(int index, JsonNode written) {
        var type = written.path("type").stringValue("");
        return written instanceof ObjectNode action
                ? Optional.ofNullable(actionsByType.obtain().get(type))
                        .flatMap(known -> known.prepare(action).map(run -> new PreparedAction(index, type, known, run)))
                : Optional.empty();
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
