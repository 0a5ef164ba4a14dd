package dev.guildhall.appointment;

import java.util.Locale;

/** How a client pays, outside of the platform. */
public enum PaymentMethod {
    CRYPTO,
    BANK_TRANSFER;

    /** The word of the API and the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static PaymentMethod of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
