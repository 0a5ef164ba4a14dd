package dev.guildhall.testing;

import java.util.Set;

/** Where an appointment may go, as the contract says it and not as the code does. Overrides of admins may go anywhere. */
public final class LegalMoves {

    /** Every one there is. */
    public static final Set<String> ALL = Set.of(
            "NEW -> IN_REVIEW",
            "IN_REVIEW -> AWAITING_PAYMENT",
            "AWAITING_PAYMENT -> PAYMENT_PROOF_UPLOADED",
            "PAYMENT_PROOF_UPLOADED -> PAID",
            "PAID -> IN_PROGRESS",
            "IN_PROGRESS -> COMPLETED",
            "IN_REVIEW -> DECLINED_BY_MASTER",
            "AWAITING_PAYMENT -> DECLINED_BY_MASTER",
            "NEW -> CANCELLED",
            "IN_REVIEW -> CANCELLED",
            "AWAITING_PAYMENT -> CANCELLED",
            "PAYMENT_PROOF_UPLOADED -> CANCELLED",
            "PAID -> CANCELLED",
            "IN_PROGRESS -> CANCELLED");

    private LegalMoves() {}
}
