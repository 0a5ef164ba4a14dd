package dev.guildhall.rules;

import dev.guildhall.event.Reaction.Effect;
import dev.guildhall.event.RecordedEvent;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A rule ready to run.
 *
 * @param actions those that make sense
 */
record PreparedRule(
        long id,
        int version,
        String name,
        Condition condition,
        List<PreparedAction> actions,
        int priority,
        boolean stopProcessing,
        int cooldownSeconds) {

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
    Mono<List<Effect>> actOn(RecordedEvent event, int attempt) {
        return Flux.fromIterable(actions)
                .concatMap(action -> action.run()
                        .on(new RuleMatch(id, version, name, event, attempt, action.index()))
                        .defaultIfEmpty(RuleAction.Outcome.NOTHING)
                        .map(outcome -> new Effect(action.index(), action.type(), outcome.word())))
                .collectList();
    }

    /**
     * One action of a rule.
     *
     * @param index its place among all that are written, those that make no sense included
     */
    record PreparedAction(int index, String type, RuleAction.Run run) {}
}
