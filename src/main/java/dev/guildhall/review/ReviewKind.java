package dev.guildhall.review;

import dev.guildhall.appointment.Appointment;
import dev.guildhall.appointment.AppointmentStatus;
import dev.guildhall.appointment.OrderAction;
import dev.guildhall.appointment.Situation;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.Forbidden;
import dev.guildhall.shared.WrongState;

/** Who reviews whom, and when they may. */
enum ReviewKind implements OrderAction {
    /** By the client. */
    ABOUT_MASTER("master_review", "review-master") {
        @Override
        boolean isReviewer(Appointment order, Caller caller) {
            return order.isOf(caller);
        }

        @Override
        long target(Appointment order) {
            var master = order.master();
            if (master == null) {
                throw new WrongState("review.no_master");
            }
            return master.id();
        }
    },
    /** By the master. */
    ABOUT_CLIENT("client_review", "review-client") {
        @Override
        boolean isReviewer(Appointment order, Caller caller) {
            return order.isWorkedOnBy(caller);
        }

        @Override
        long target(Appointment order) {
            return order.client().id();
        }
    };

    private final String type;
    private final String word;

    ReviewKind(String type, String word) {
        this.type = type;
        this.word = word;
    }

    /** What it is called where it is kept. */
    String type() {
        return type;
    }

    @Override
    public String word() {
        return word;
    }

    @Override
    public String pattern() {
        return "/appointments/{id}/" + word;
    }

    @Override
    public void attempt(Situation situation, Caller caller) {
        var order = situation.view().order();
        require(order, caller, situation.reviews().contains(type));
        target(order);
    }

    /**
     * Fails unless this person may write such a review now; checked in the order of the contract, and before what they say is looked at.
     *
     * @param reviewed whether the order has one already
     */
    void require(Appointment order, Caller caller, boolean reviewed) {
        if (!isReviewer(order, caller)) {
            throw new Forbidden("error.forbidden");
        }
        if (order.status() != AppointmentStatus.COMPLETED) {
            throw new WrongState("error.wrong_state");
        }
        if (reviewed) {
            throw new WrongState("review.already_reviewed");
        }
    }

    /** Account id of whom it is about; fails when there is nobody. */
    abstract long target(Appointment order);

    abstract boolean isReviewer(Appointment order, Caller caller);
}
