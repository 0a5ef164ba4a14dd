package dev.guildhall.appointment;

import dev.guildhall.shared.Caller;
import java.util.function.BiConsumer;

/**
 * The actions of the life cycle: {@link Steps} is asked to take the step as if everything that has to be sent with it were in order. The
 * word is the last part of the action's address.
 */
public enum AppointmentAction implements OrderAction {
    TAKE(
            "take",
            (order, caller) -> Steps.take(
                    order,
                    caller,
                    new Appointment.Master(caller.id(), caller.username(), caller.activeMaster(), null),
                    order.updatedAt())),
    DECLINE("decline", (order, caller) -> Steps.decline(order, caller, () -> "", order.updatedAt())),
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

    @Override
    public String word() {
        return word;
    }

    @Override
    public String pattern() {
        return (this == SET_STATUS || this == ASSIGN ? "/admin" : "") + "/appointments/{id}/" + word;
    }

    @Override
    public void attempt(Situation situation, Caller caller) {
        attempt.accept(situation.view().order(), caller);
    }
}
