package dev.guildhall.rules;

import dev.guildhall.live.Evictable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** Only the first rules of a trigger run. */
    static final int MOST_RULES = 50;

    private static final int MOST_TRIGGERS = 1_000;

    private final RuleRepository rules;
    private final RuleCompiler compiler;
    private volatile Map<String, List<PreparedRule>> pages = new HashMap<>();

    RuleBook(RuleRepository rules, RuleCompiler compiler) {
        this.rules = rules;
        this.compiler = compiler;
    }

    /** The rules that run for events of a type, in order. Reads the database only when the type has not been asked for before. */
    Mono<List<PreparedRule>> listActive(String triggerEventType) {
        return Mono.defer(() -> {
            var seen = pages;
            var page = seen.get(triggerEventType);
            return page == null ? load(triggerEventType, seen) : Mono.just(page);
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

    private Mono<List<PreparedRule>> load(String triggerEventType, Map<String, List<PreparedRule>> seen) {
        return rules.listActive(triggerEventType, MOST_RULES)
                .collectList()
                .publishOn(Schedulers.boundedElastic())
                .map(this::compile)
                .doOnNext(page -> keep(triggerEventType, page, seen));
    }

    /** Not on an event loop: rules may be long, and the first one wakes up the actions, which may not exist yet. */
    private List<PreparedRule> compile(List<Rule> page) {
        return page.stream().map(compiler::compile).toList();
    }

    private synchronized void keep(
            String triggerEventType, List<PreparedRule> page, Map<String, List<PreparedRule>> seen) {
        if (pages == seen) {
            var more = seen.size() < MOST_TRIGGERS ? new HashMap<>(seen) : new HashMap<String, List<PreparedRule>>();
            more.put(triggerEventType, page);
            pages = more;
        }
    }
}
