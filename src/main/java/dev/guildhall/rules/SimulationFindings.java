package dev.guildhall.rules;

import dev.guildhall.event.History.Past;
import dev.guildhall.event.History.Stretch;
import dev.guildhall.rules.RuleSimulation.Outcome;
import dev.guildhall.rules.RuleSimulation.SimulatedRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Collects what a simulation finds, one event after the other. Knows no I/O; belongs to one simulation. */
final class SimulationFindings {

    private static final int TOLD = 100;
    private static final int TOLD_NOT_MET = 20;

    private final SimulatedRule candidate;
    private final Optional<SimulatedRule> today;
    private final List<JsonNode> actions;
    private final boolean actsAlike;
    private final Map<String, Long> skipped = new TreeMap<>();
    private final List<SimulationResult.Event> events = new ArrayList<>();
    private long examined;
    private long matched;
    private long added;
    private long removed;
    private long changed;
    private int notable;
    private int notMet;

    SimulationFindings(SimulatedRule candidate, Optional<SimulatedRule> today) {
        this.candidate = candidate;
        this.today = today;
        this.actions = actions(candidate);
        this.actsAlike = today.map(rule -> same(actions, actions(rule))).orElse(false);
    }

    void look(Past event) {
        examined++;
        var outcome = candidate.outcome(event);
        var before = today.map(rule -> rule.outcome(event)).orElse(Outcome.NOT_ASKED);
        var change = change(outcome, before);
        if (outcome.acts()) {
            matched++;
        } else if (outcome.reason() != null) {
            skipped.merge(outcome.reason(), 1L, Long::sum);
        }
        if (outcome.acts() || outcome.reason() != null || change != null) {
            if (notable++ < TOLD) {
                events.add(told(event, outcome, change));
            }
        } else if (notMet++ < TOLD_NOT_MET) {
            events.add(told(event, outcome, null));
        }
    }

    long examined() {
        return examined;
    }

    long matched() {
        return matched;
    }

    SimulationResult result(RuleSimulation.Comparison comparison, Stretch stretch) {
        return new SimulationResult(
                comparison.kept().map(Rule::id).orElse(null),
                today.map(rule -> rule.rule().version()).orElse(null),
                stretch.count() == 0 ? null : stretch.first(),
                stretch.count() == 0 ? null : stretch.last(),
                examined,
                matched,
                skipped,
                actionCounts(),
                new SimulationResult.Difference(added, removed, changed),
                events,
                notable <= TOLD,
                comparison.problems());
    }

    private Map<String, Long> actionCounts() {
        Map<String, Long> counts = new TreeMap<>();
        if (matched > 0) {
            actions.forEach(action -> counts.merge(action.path("type").asString(""), matched, Long::sum));
        }
        return counts;
    }

    private @Nullable String change(Outcome outcome, Outcome before) {
        if (outcome.acts() && before.acts()) {
            changed += actsAlike ? 0 : 1;
            return actsAlike ? null : "changed";
        }
        if (outcome.acts()) {
            added++;
            return "added";
        }
        if (before.acts()) {
            removed++;
            return "removed";
        }
        return null;
    }

    private SimulationResult.Event told(Past event, Outcome outcome, @Nullable String change) {
        return new SimulationResult.Event(
                event.id(),
                event.eventType(),
                event.entityType(),
                event.entityId(),
                event.createdAt(),
                outcome.verdict(),
                outcome.reason(),
                change,
                ConditionTrace.of(candidate.rule().condition(), event.facts()),
                outcome.acts() ? actions : List.of());
    }

    /** Those that would run, as they are written. */
    private static List<JsonNode> actions(SimulatedRule rule) {
        var written = RuleRuns.written(rule.rule().action());
        return rule.prepared().actions().stream()
                .map(action -> written.get(action.index()))
                .toList();
    }

    private static boolean same(List<JsonNode> one, List<JsonNode> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (var i = 0; i < one.size(); i++) {
            if (!Values.same(one.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }
}
