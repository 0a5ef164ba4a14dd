package dev.guildhall.rules;

import dev.guildhall.bus.Evictable;
import dev.guildhall.rules.RuleRepository.ActiveRules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The active rules by trigger, compiled and kept in memory. Pages are replaced as a whole and never changed: what was read from the
 * database is kept only if no page has been torn out meanwhile, so that a slow reader cannot bring old rules back.
 */
@Component
class RuleBook implements Evictable {

    static final String KIND = "rules";

    private static final int MOST_TRIGGERS = 1_000;

    private final RuleRepository rules;
    private final RuleCompiler compiler;
    private volatile Map<String, RulePage> pages = new HashMap<>();

    RuleBook(RuleRepository rules, RuleCompiler compiler) {
        this.rules = rules;
        this.compiler = compiler;
    }

    /** The rules that run for events of a type, in order. */
    Mono<List<PreparedRule>> listActive(String triggerEventType) {
        return page(triggerEventType).map(RulePage::rules);
    }

    /** The same, as of a certain revision. */
    Mono<RulePage> page(String triggerEventType) {
        return pages(Set.of(triggerEventType)).map(pages -> pages.get(triggerEventType));
    }

    /** The rules of each of these types. Reads the database, once for all, only when one has not been asked for before. */
    Mono<Map<String, RulePage>> pages(Set<String> triggerEventTypes) {
        return Mono.defer(() -> {
            var seen = pages;
            return seen.keySet().containsAll(triggerEventTypes)
                    ? Mono.just(only(triggerEventTypes, seen))
                    : load(triggerEventTypes, seen);
        });
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public synchronized void evict(String triggerEventType) {
        var rest = new HashMap<>(pages);
        rest.remove(triggerEventType);
        pages = rest;
    }

    @Override
    public synchronized void evictAll() {
        pages = new HashMap<>();
    }

    private Mono<Map<String, RulePage>> load(Set<String> triggers, Map<String, RulePage> seen) {
        return rules.listActive(triggers)
                .publishOn(Schedulers.boundedElastic())
                .map(found -> compile(triggers, found))
                .doOnNext(loaded -> keep(loaded, seen));
    }

    /** Not on an event loop: rules may be long, and the first one wakes up the actions, which may not exist yet. */
    private Map<String, RulePage> compile(Set<String> triggers, ActiveRules found) {
        return triggers.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        trigger -> new RulePage(
                                found.revision(),
                                found.rules().stream()
                                        .filter(rule -> rule.triggerEventType().equals(trigger))
                                        .map(compiler::compile)
                                        .toList())));
    }

    private synchronized void keep(Map<String, RulePage> loaded, Map<String, RulePage> seen) {
        if (pages == seen) {
            var more = seen.size() < MOST_TRIGGERS ? new HashMap<>(seen) : new HashMap<String, RulePage>();
            more.putAll(loaded);
            pages = more;
        }
    }

    private static Map<String, RulePage> only(Set<String> triggers, Map<String, RulePage> seen) {
        return triggers.stream().collect(Collectors.toMap(Function.identity(), seen::get));
    }
}
