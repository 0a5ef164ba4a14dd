package dev.guildhall.chat;

import dev.guildhall.appointment.Appointment;
import dev.guildhall.appointment.OrderAction;
import dev.guildhall.appointment.Situation;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.Forbidden;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Writing into the chat among what can be done with an order. */
@Component
@Order(200)
class SendMessage implements OrderAction {

    @Override
    public String word() {
        return "send-message";
    }

    @Override
    public String pattern() {
        return "/appointments/{id}/messages";
    }

    @Override
    public void attempt(Situation situation, Caller caller) {
        require(situation.view().order(), caller);
    }

    /** Fails unless this person may write here. */
    static void require(Appointment order, Caller caller) {
        if (!order.takesMessagesFrom(caller)) {
            throw new Forbidden("error.forbidden");
        }
    }
}
