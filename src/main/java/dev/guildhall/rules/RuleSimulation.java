package dev.guildhall.rules;

import static dev.guildhall.event.EventSink.DEEPEST_LEVEL_WITH_RULES;

import dev.guildhall.event.History;
import dev.guildhall.event.History.Past;
import dev.guildhall.event.History.Stretch;
import dev.guildhall.flag.FeatureFlags;
import dev.guildhall.flag.Switch;
import dev.guildhall.shared.Forbidden;
import dev.guildhall.shared.NotFound;
import dev.guildhall.shared.PointedProblem;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Tells what a rule would have done. Reads history as rules saw it, and writes nothing. The rule stands where it would stand among
 * today's rules: one before it that stops, or too many before it, keep it from acting here as well.
 */
@Service
public class RuleSimulation {

    /** Of these one can ask at most; a larger stretch is cut at its beginning. */
    public static final int MOST_EVENTS = 200_000;

    private final RuleRepository rules;
    private final RuleCompiler compiler;
    private final RuleProblems problems;
    private final RuleSettings settings;
    private final History history;
    private final FeatureFlags flags;

    RuleSimulation(
            RuleRepository rules,
            RuleCompiler compiler,
            RuleProblems problems,
            RuleSettings settings,
            History history,
            FeatureFlags flags) {
        this.rules = rules;
        this.compiler = compiler;
        this.problems = problems;
        this.settings = settings;
        this.history = history;
        this.flags = flags;
    }

    /**
     * Answers, if there is such a rule, how far it is after each page of history; the last step has the result. Forbidden while
     * {@link Switch#RULE_SIMULATION} is off.
     */
    public Mono<Flux<Step>> simulate(Question question) {
        return flags.whenOn(Switch.RULE_SIMULATION, kept(question))
                .switchIfEmpty(Mono.error(() -> new Forbidden("rule.simulation_off")))
                .flatMap(kept -> rules.listActive().collectList().map(active -> compare(question, kept, active)))
                .flatMap(comparison -> history.find(
                                comparison.triggers(), question.from(), question.to(), question.last())
                        .map(stretch -> run(comparison, stretch)));
    }

    private Mono<Optional<Rule>> kept(Question question) {
        return question.ruleId()
                .map(id -> rules.find(id)
                        .map(Optional::of)
                        .switchIfEmpty(Mono.error(() -> new NotFound("error.not_found"))))
                .orElseGet(() -> Mono.just(Optional.empty()));
    }

    private Comparison compare(Question question, Optional<Rule> kept, List<Rule> active) {
        var draft = question.draft(kept.map(Rule::draft));
        var id = kept.map(Rule::id).orElse(Long.MAX_VALUE);
        var others = active.stream().filter(rule -> rule.id() != id).toList();
        var candidate = side(new Rule(id, 0, draft, Instant.EPOCH, Instant.EPOCH), others);
        var today = kept.filter(Rule::active).map(rule -> side(rule, others));
        return new Comparison(kept, draft, candidate, today, problems.of(draft));
    }

    private SimulatedRule side(Rule rule, List<Rule> others) {
        var order =
                Comparator.comparingInt((Rule one) -> one.draft().priority()).thenComparingLong(Rule::id);
        var before = others.stream()
                .filter(other ->
                        other.triggerEventType().equals(rule.triggerEventType()) && order.compare(other, rule) < 0)
                .toList();
        return new SimulatedRule(
                rule,
                new Contestant(compiler.compile(rule)),
                before.size() >= settings.perEvent(),
                before.stream()
                        .filter(other -> other.draft().stopProcessing())
                        .map(compiler::compile)
                        .map(Contestant::new)
                        .toList());
    }

    private Flux<Step> run(Comparison comparison, Stretch stretch) {
        return Flux.defer(
                () -> run(comparison, stretch, new SimulationFindings(comparison.candidate(), comparison.today())));
    }

    private Flux<Step> run(Comparison comparison, Stretch stretch, SimulationFindings findings) {
        return history.pages(stretch)
                .publishOn(Schedulers.boundedElastic(), 1)
                .map(page -> {
                    page.forEach(findings::look);
                    return new Step(findings.examined(), findings.matched(), stretch.count(), null);
                })
                .concatWith(Mono.fromSupplier(() -> new Step(
                        findings.examined(),
                        findings.matched(),
                        stretch.count(),
                        findings.result(comparison, stretch))));
    }

    /**
     * What is asked.
     *
     * @param draft of a rule; when there is none, the kept one is simulated as it is
     * @param ruleId the rule it would replace; when there is none, it would be a new one
     * @param last how many events at most, the latest ones
     */
    public record Question(
            Optional<RuleDraft> draft, Optional<Long> ruleId, int last, Optional<Instant> from, Optional<Instant> to) {

        private RuleDraft draft(Optional<RuleDraft> kept) {
            return draft.or(() -> kept).orElseThrow();
        }
    }

    /** @param today the rule as it is in force, if it is */
    record Comparison(
            Optional<Rule> kept,
            RuleDraft draft,
            SimulatedRule candidate,
            Optional<SimulatedRule> today,
            List<PointedProblem> problems) {

        private Set<String> triggers() {
            return Stream.concat(Stream.of(candidate), today.stream())
                    .map(side -> side.rule().triggerEventType())
                    .collect(Collectors.toSet());
        }
    }

    /**
     * How far a simulation is.
     *
     * @param total how many events there are to look at
     * @param result at the end
     */
    public record Step(
            long examined,
            long matched,
            long total,
            @Nullable SimulationResult result) {}

    /**
     * A rule at its place among the others; remembers for one simulation when it and they have acted.
     *
     * @param late whether as many rules as are looked at come before it
     * @param stoppers rules before it that stop
     */
    record SimulatedRule(Rule rule, Contestant self, boolean late, List<Contestant> stoppers) {

        PreparedRule prepared() {
            return self.rule();
        }

        /** What it makes of an event. */
        Outcome outcome(Past event) {
            if (!event.eventType().equals(rule.triggerEventType())) {
                return Outcome.NOT_ASKED;
            }
            var hindrance = hindrance(event);
            if (!self.isMetBy(event)) {
                return Outcome.NOT_MET;
            }
            return hindrance
                    .map(Outcome::skipped)
                    .orElseGet(() -> self.acts(event) ? Outcome.MET : Outcome.skipped("cooldown"));
        }

        /** Why it would not act on an event it is met by; its own cooldown left aside. */
        private Optional<String> hindrance(Past event) {
            if (late) {
                return Optional.of("limit");
            }
            if (event.depth() > DEEPEST_LEVEL_WITH_RULES) {
                return Optional.of("depth");
            }
            return stoppers.stream().anyMatch(stopper -> stopper.isMetBy(event) && stopper.acts(event))
                    ? Optional.of("stopped")
                    : Optional.empty();
        }
    }

    /** A rule with when it has acted. */
    record Contestant(PreparedRule rule, Cooldowns cooldowns) {

        private Contestant(PreparedRule rule) {
            this(rule, new Cooldowns(rule.cooldownSeconds()));
        }

        private boolean isMetBy(Past event) {
            return rule.condition().isMet(event.facts());
        }

        private boolean acts(Past event) {
            return cooldowns.allow(event);
        }
    }

    /** @param verdict {@code met}, {@code skipped}, {@code not_met} or {@code not_asked} */
    record Outcome(String verdict, @Nullable String reason) {

        static final Outcome MET = new Outcome("met", null);
        static final Outcome NOT_MET = new Outcome("not_met", null);
        static final Outcome NOT_ASKED = new Outcome("not_asked", null);

        static Outcome skipped(String reason) {
            return new Outcome("skipped", reason);
        }

        boolean acts() {
            return this == MET;
        }
    }
}
