package dev.guildhall.profile;

import java.util.List;

/** The signed-in person, and how to pay the shop. */
public record Me(MeUser user, Payments paymentSettings) {

    /** @param paymentMethods the words a client may choose from */
    public record Payments(
            String bankRequisites, String cryptoRequisites, String instructions, List<String> paymentMethods) {}
}
