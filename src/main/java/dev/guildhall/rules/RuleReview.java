package dev.guildhall.rules;

import dev.guildhall.shared.PointedProblem;
import dev.guildhall.shared.Slice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Says of rules what is wrong with them, and what one should know about them as they stand among the others. */
@Component
public class RuleReview {

    private final RuleRepository rules;
    private final RuleProblems problems;
    private final RuleLoops loops;
    private final RuleSettings settings;

    RuleReview(RuleRepository rules, RuleProblems problems, RuleLoops loops, RuleSettings settings) {
        this.rules = rules;
        this.problems = problems;
        this.loops = loops;
        this.settings = settings;
    }

    /** One rule among those that are active. */
    public Mono<Reviewed> review(Rule rule) {
        return rules.listActive().collectList().map(active -> review(List.of(rule), active)
                .get(0));
    }

    /** All rules there are. */
    public List<Reviewed> review(List<Rule> all) {
        return review(all, all.stream().filter(Rule::active).toList());
    }

    private List<Reviewed> review(List<Rule> asked, List<Rule> active) {
        var net = loops.net(Stream.concat(active.stream(), asked.stream())
                .collect(Collectors.toMap(Rule::id, rule -> rule, (one, other) -> other))
                .values());
        var ranks = ranks(active);
        return asked.stream()
                .map(rule -> new Reviewed(rule, problems.of(rule.draft()), warnings(rule, net, ranks)))
                .toList();
    }

    /** All rules by name, or a slice of them. */
    public Flux<Reviewed> list(Slice slice) {
        return rules.listByName(slice)
                .collectList()
                .flatMap(found -> slice.equals(Slice.ALL)
                        ? Mono.just(review(found))
                        : rules.listActive().collectList().map(active -> review(found, active)))
                .flatMapIterable(Function.identity());
    }

    private List<PointedProblem> warnings(Rule rule, RuleLoops.Net net, Map<Long, Integer> ranks) {
        List<PointedProblem> warnings = new ArrayList<>(net.warnings(rule.id()));
        if (ranks.getOrDefault(rule.id(), 0) >= settings.perEvent()) {
            warnings.add(PointedProblem.at("/priority", "rule.warning.limit", String.valueOf(settings.perEvent())));
        }
        return warnings;
    }

    /** How many rules run before each. */
    private static Map<Long, Integer> ranks(List<Rule> active) {
        Map<Long, Integer> ranks = new HashMap<>();
        Map<String, Integer> next = new HashMap<>();
        active.stream()
                .sorted(Comparator.comparingInt((Rule rule) -> rule.draft().priority())
                        .thenComparingLong(Rule::id))
                .forEach(rule -> ranks.put(rule.id(), next.merge(rule.triggerEventType(), 1, Integer::sum) - 1));
        return ranks;
    }

    /**
     * A rule with what is to be said about it.
     *
     * @param problems what makes no sense in it
     * @param warnings what makes sense and is yet worth a thought
     */
    public record Reviewed(Rule rule, List<PointedProblem> problems, List<PointedProblem> warnings) {}
}
