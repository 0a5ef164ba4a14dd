package dev.guildhall.rules;

import dev.guildhall.event.Reaction.Effect;
import dev.guildhall.event.RecordedEvent;
import dev.guildhall.rules.RuleAction.Outcome;
import java.util.Collection;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A rule ready to run.
 *
 * @param asksForTheRow whether the condition asks for what an event has only once it is stored
 * @param actions those that make sense
 */
record PreparedRule(
        long id,
        int version,
        String name,
        Condition condition,
        boolean asksForTheRow,
        List<PreparedAction> actions,
        int priority,
        boolean stopProcessing,
        int cooldownSeconds) {

    boolean isMetBy(RecordedEvent event) {
        return condition.isMet(event.facts());
    }

    /** As {@link #isMetBy}, for an event that is not stored yet. */
    boolean mayBeMetBy(RecordedEvent event) {
        return asksForTheRow || isMetBy(event);
    }

    /** Does what the rule says, one action after the other. */
    Mono<List<Effect>> actOn(RecordedEvent event, int attempt) {
        return Flux.fromIterable(actions)
                .concatMap(action -> action.on(new RuleMatch(id, version, name, event, attempt, action.index())))
                .collectList();
    }

    /**
     * The rule with what is left to do of it, and can be done now. It has had its turn: it neither keeps others from theirs nor waits for
     * its pause.
     *
     * @param left places of actions
     */
    Mono<PreparedRule> with(Collection<Integer> left) {
        return Flux.fromIterable(actions)
                .filter(action -> left.contains(action.index()))
                .filterWhen(PreparedAction::isOn)
                .collectList()
                .map(rest -> new PreparedRule(id, version, name, condition, asksForTheRow, rest, priority, false, 0));
    }

    /**
     * One action of a rule.
     *
     * @param index its place among all that are written, those that make no sense included
     * @param offer what it is one of
     */
    record PreparedAction(int index, String type, RuleAction offer, RuleAction.Run run) {

        private Mono<Effect> on(RuleMatch match) {
            return isOn().flatMap(on -> on ? run.on(match).defaultIfEmpty(Outcome.NOTHING) : Mono.just(Outcome.OFF))
                    .map(outcome -> new Effect(index, type, outcome.word()));
        }

        private Mono<Boolean> isOn() {
            return offer.isOn();
        }
    }
}
