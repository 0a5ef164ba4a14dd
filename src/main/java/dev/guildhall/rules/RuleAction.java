package dev.guildhall.rules;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something rules can do. A module that offers an action declares a bean of this type; each action type belongs to exactly one bean.
 */
public interface RuleAction {

    /** The values of {@code type} this action answers to, e.g. {@code assign_tag}, and what each takes. */
    List<ActionDescription> descriptions();

    /**
     * Reads the parameters of one action, once, when its rule is compiled. Nothing in them may be trusted: whatever can go wrong
     * because of them is decided here and never while running. Never throws.
     *
     * @param action the action as written, with its {@code type}; not to be changed
     * @return what to do, or empty when the parameters are incomplete or make no sense: the action is then skipped
     */
    Optional<Run> prepare(ObjectNode action);

    /**
     * Whether rules can do it at this moment. While they cannot, it is left out, which their runs say ({@link Outcome#OFF}); what was
     * left out a replay can make up for.
     */
    default Mono<Boolean> isOn() {
        return Mono.just(true);
    }

    /**
     * Which events may follow from an action, in order to warn of rules that trigger each other. Nothing in the parameters may be
     * trusted.
     */
    default List<Emission> emissions(ObjectNode action) {
        return List.of();
    }

    /**
     * An event that may follow.
     *
     * @param facts those its rules would see, as far as they are known; what is not in there may be anything
     */
    record Emission(String eventType, ObjectNode facts) {}

    /** What became of an action. */
    enum Outcome {
        DONE,
        /** There was nothing to do. */
        NOTHING,
        /** It is switched off, and was left out. */
        OFF;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A prepared action. Immutable: it is kept and run for many events at once. */
    @FunctionalInterface
    interface Run {

        /**
         * Acts, in the transaction of the event. Events it emits belong to the next level. What cannot be done now (nobody to notify, a
         * step the state machine does not know) is passed over, and {@code NOTHING}, like no outcome at all; an error undoes the transaction of whoever caused the event.
         */
        Mono<Outcome> on(RuleMatch match);
    }
}
