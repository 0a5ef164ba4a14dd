package dev.guildhall.rules;

import dev.guildhall.event.RecordedEvent;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A rule ready to run. */
record PreparedRule(long id, String name, Condition condition, List<RuleAction.Run> actions) {

    boolean isMetBy(RecordedEvent event) {
        return condition.isMet(event.facts());
    }

    /** Does what the rule says, one action after the other. */
    Mono<Void> actOn(RecordedEvent event) {
        var match = new RuleMatch(id, name, event);
        return Flux.fromIterable(actions).concatMap(action -> action.on(match)).then();
    }
}
