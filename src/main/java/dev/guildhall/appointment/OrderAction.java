package dev.guildhall.appointment;

import dev.guildhall.shared.Caller;
import dev.guildhall.shared.Refusal;
import java.util.Optional;

/**
 * Something that can be done with an appointment. Beans of other modules are what can be done with it there. Whether it can be done is
 * asked of the checks of the doing itself.
 */
public interface OrderAction {

    /** What it is called; stays the same over releases. */
    String word();

    /** Where it is done, as the routes have it. */
    String pattern();

    /**
     * Fails as the doing would, if everything that has to be sent with it were in order.
     *
     * @param caller may see the order and call the route
     */
    void attempt(Situation situation, Caller caller);

    /** What keeps this person from it, who may see the order and call the route; empty if it would succeed with a good body. */
    default Optional<Refusal> obstacle(Situation situation, Caller caller) {
        try {
            attempt(situation, caller);
            return Optional.empty();
        } catch (Refusal refusal) {
            return Optional.of(refusal);
        }
    }
}
