package dev.guildhall.rules;

import dev.guildhall.shared.PointedProblem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds rules that trigger each other in a circle. What cannot follow is not followed: a change to PAID triggers no rule that asks for
 * CANCELLED. What is left is a warning and no more, because at run time circles end by themselves.
 */
@Component
class RuleLoops {

    private final RuleCompiler compiler;

    RuleLoops(RuleCompiler compiler) {
        this.compiler = compiler;
    }

    /** The rules as a net, to be asked about any of them. */
    Net net(Collection<Rule> rules) {
        return new Net(rules.stream().map(this::knot).toList());
    }

    private Knot knot(Rule rule) {
        List<Step> steps = new ArrayList<>();
        var action = rule.action();
        if (action.isArray()) {
            for (var i = 0; i < action.size(); i++) {
                steps.addAll(steps(action.get(i), "/action_json/" + i));
            }
        } else {
            steps.addAll(steps(action, "/action_json"));
        }
        return new Knot(rule.id(), rule.name(), rule.triggerEventType(), Condition.compile(rule.condition()), steps);
    }

    private List<Step> steps(JsonNode action, String pointer) {
        return action instanceof ObjectNode written
                ? compiler.emissions(written).stream()
                        .map(emission -> new Step(pointer, emission))
                        .toList()
                : List.of();
    }

    /** One rule, with what may follow from it. */
    private record Knot(long id, String name, String trigger, Condition condition, List<Step> steps) {

        private boolean canFollow(RuleAction.Emission emission) {
            return trigger.equals(emission.eventType()) && condition.canBeMet(emission.facts());
        }
    }

    private record Step(String pointer, RuleAction.Emission emission) {}

    static final class Net {

        private final Map<String, List<Knot>> byTrigger;
        private final Map<Long, Knot> byId = new HashMap<>();

        private Net(List<Knot> knots) {
            this.byTrigger = knots.stream().collect(Collectors.groupingBy(Knot::trigger));
            knots.forEach(knot -> byId.put(knot.id(), knot));
        }

        /** One for each action that leads back to its own rule, by the shortest way. */
        List<PointedProblem> warnings(long ruleId) {
            var start = byId.get(ruleId);
            return start == null
                    ? List.of()
                    : start.steps().stream()
                            .flatMap(step -> wayBack(start, step).stream()
                                    .map(way -> PointedProblem.at(
                                            step.pointer(), "rule.warning.loop", String.join(" → ", way))))
                            .distinct()
                            .toList();
        }

        private List<List<String>> wayBack(Knot start, Step first) {
            var seen = new HashSet<Long>();
            var ways = new ArrayDeque<Way>();
            following(first.emission()).forEach(knot -> ways.add(new Way(knot, List.of(start.name(), knot.name()))));
            while (!ways.isEmpty()) {
                var way = ways.poll();
                if (way.end().id() == start.id()) {
                    return List.of(way.names());
                }
                if (seen.add(way.end().id())) {
                    way.end().steps().stream()
                            .flatMap(step -> following(step.emission()))
                            .forEach(next -> ways.add(way.to(next)));
                }
            }
            return List.of();
        }

        private Stream<Knot> following(RuleAction.Emission emission) {
            return byTrigger.getOrDefault(emission.eventType(), List.of()).stream()
                    .filter(knot -> knot.canFollow(emission));
        }
    }

    private record Way(Knot end, List<String> names) {

        private Way to(Knot next) {
            return new Way(
                    next, Stream.concat(names.stream(), Stream.of(next.name())).toList());
        }
    }
}
