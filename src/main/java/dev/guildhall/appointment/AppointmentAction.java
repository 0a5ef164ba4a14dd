package dev.guildhall.appointment;

import dev.guildhall.shared.Caller;
import dev.guildhall.shared.Refusal;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What can be done with an appointment, and what keeps somebody from it: {@link Steps} is asked to take the step as if everything that
 * has to be sent with it were in order. The word is the last part of the action's address.
 */
public enum AppointmentAction {
    TAKE(
            "take",
            (order, caller) -> Steps.take(
                    order,
                    caller,
                    new Appointment.Master(caller.id(), caller.username(), caller.activeMaster(), null),
                    order.updatedAt())),
    DECLINE("decline", (order, caller) -> Steps.decline(order, caller, order.updatedAt())),
    SET_PRICE("set-price", (order, caller) -> Steps.setPrice(order, caller, () -> 1, order.updatedAt())),
    UPLOAD_PAYMENT_PROOF("upload-payment-proof", Steps::requireProofAwaited),
    MARK_PAID(
            "mark-paid",
            (order, caller) -> Steps.markPaid(order, caller, () -> PaymentMethod.BANK_TRANSFER, order.updatedAt())),
    CONFIRM_PAYMENT("confirm-payment", (order, caller) -> Steps.confirmPayment(order, caller, order.updatedAt())),
    START("start", (order, caller) -> Steps.start(order, caller, order.updatedAt())),
    COMPLETE("complete", (order, caller) -> Steps.complete(order, caller, order.updatedAt())),
    /** There is no status an override could not set. */
    SET_STATUS("set-status", (order, caller) -> {}),
    ASSIGN("assign", (order, caller) -> Steps.requireAssignable(order));

    private final String word;
    private final BiConsumer<Appointment, Caller> attempt;

    AppointmentAction(String word, BiConsumer<Appointment, Caller> attempt) {
        this.word = word;
        this.attempt = attempt;
    }

    public String word() {
        return word;
    }

    /** Where it is done, as the routes have it. */
    public String pattern() {
        return (this == SET_STATUS || this == ASSIGN ? "/admin" : "") + "/appointments/{id}/" + word;
    }

    /** What keeps this person from it, who may see the order and call the route; empty if it would succeed with a good body. */
    public Optional<Refusal> obstacle(Appointment order, Caller caller) {
        try {
            attempt.accept(order, caller);
            return Optional.empty();
        } catch (Refusal refusal) {
            return Optional.of(refusal);
        }
    }
}
