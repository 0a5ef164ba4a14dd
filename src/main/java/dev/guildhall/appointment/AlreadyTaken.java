package dev.guildhall.appointment;

import dev.guildhall.shared.Refusal;

/** The order is not NEW any more: somebody was faster, or it was never to be taken. */
public final class AlreadyTaken extends Refusal {

    public AlreadyTaken() {
        super(400, "appointment.already_taken");
    }

    @Override
    public boolean isBareList() {
        return true;
    }
}
