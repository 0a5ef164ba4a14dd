package dev.guildhall.appointment;

import java.util.EnumSet;
import java.util.Set;

/** Where an appointment can stand, and which step leads where. This is the one place that knows. */
public enum AppointmentStatus {
    NEW,
    IN_REVIEW,
    AWAITING_PAYMENT,
    PAYMENT_PROOF_UPLOADED,
    PAID,
    IN_PROGRESS,
    COMPLETED,
    DECLINED_BY_MASTER,
    CANCELLED;

    /** Filed and not finished. */
    public static final Set<AppointmentStatus> ACTIVE = Set.copyOf(EnumSet.range(NEW, IN_PROGRESS));

    /** On its master's table. */
    public static final Set<AppointmentStatus> WORKLOAD = Set.copyOf(EnumSet.range(IN_REVIEW, IN_PROGRESS));

    /** No step leads on from here. */
    public static final Set<AppointmentStatus> FINAL = Set.copyOf(EnumSet.range(COMPLETED, CANCELLED));

    /** The statuses one step away; an admin's override may go anywhere else. */
    public Set<AppointmentStatus> nextSteps() {
        return switch (this) {
            case NEW -> EnumSet.of(IN_REVIEW, CANCELLED);
            case IN_REVIEW -> EnumSet.of(AWAITING_PAYMENT, DECLINED_BY_MASTER, CANCELLED);
            case AWAITING_PAYMENT -> EnumSet.of(PAYMENT_PROOF_UPLOADED, DECLINED_BY_MASTER, CANCELLED);
            case PAYMENT_PROOF_UPLOADED -> EnumSet.of(PAID, CANCELLED);
            case PAID -> EnumSet.of(IN_PROGRESS, CANCELLED);
            case IN_PROGRESS -> EnumSet.of(COMPLETED, CANCELLED);
            case COMPLETED, DECLINED_BY_MASTER, CANCELLED -> EnumSet.noneOf(AppointmentStatus.class);
        };
    }

    public boolean leadsTo(AppointmentStatus next) {
        return nextSteps().contains(next);
    }

    public boolean isFinal() {
        return FINAL.contains(this);
    }
}
