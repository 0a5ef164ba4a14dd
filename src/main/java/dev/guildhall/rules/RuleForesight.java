package dev.guildhall.rules;

import dev.guildhall.event.DomainEvent;
import dev.guildhall.event.Foresight;
import dev.guildhall.shared.Permission;
import dev.guildhall.shared.Rehearsal;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The rules that would be met, and what they would do. Only for those who may read rules. */
@Component
@Order(300)
class RuleForesight implements Foresight {

    private final RuleRepository rules;

    RuleForesight(RuleRepository rules) {
        this.rules = rules;
    }

    @Override
    public String name() {
        return "rules";
    }

    @Override
    public Mono<? extends List<?>> tell(Rehearsal rehearsal, List<DomainEvent> events) {
        return rehearsal.caller().may(Permission.RULES_READ)
                ? Flux.fromIterable(rehearsal.observations(RuleMatch.class))
                        .concatMap(match -> rules.find(match.ruleId()).map(rule -> met(rule, match)))
                        .collectList()
                : Mono.just(List.of());
    }

    private static Met met(Rule rule, RuleMatch match) {
        var written = rule.action();
        return new Met(
                rule.id(),
                rule.name(),
                match.event().event().type(),
                written.isArray() ? written.values().stream().toList() : List.of(written));
    }

    /** A rule that would be met, with its actions as they are written. */
    record Met(long id, String name, String eventType, List<JsonNode> actions) {}
}
