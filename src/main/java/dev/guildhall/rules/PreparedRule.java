package dev.guildhall.rules;

import dev.guildhall.event.RecordedEvent;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A rule ready to run. */
record PreparedRule(long id, String name, Condition condition, List<RuleAction.Run> actions) {

    private static final List<String> EVENT_ID = List.of("event", "id");
    private static final List<String> EVENT_TIME = List.of("event", "created_at");

    boolean isMetBy(RecordedEvent event) {
        return condition.isMet(event.facts());
    }

    /** As {@link #isMetBy}, for an event that is not stored yet. */
    boolean mayBeMetBy(RecordedEvent event) {
        return condition.asksFor(EVENT_ID) || condition.asksFor(EVENT_TIME) || isMetBy(event);
    }

    /** Does what the rule says, one action after the other. */
    Mono<Void> actOn(RecordedEvent event) {
        var match = new RuleMatch(id, name, event);
        return Flux.fromIterable(actions).concatMap(action -> action.on(match)).then();
    }
}
