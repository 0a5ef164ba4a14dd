package dev.guildhall.shared;

import java.util.Locale;

/** What somebody is on the platform. */
public enum Role {
    CLIENT,
    MASTER,
    ADMIN;

    /** The word of the API and the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Role of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
