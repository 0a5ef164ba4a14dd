package dev.guildhall.storage;

import java.util.Arrays;
import java.util.Locale;

/** What kinds of files there are; each has a folder of its own. */
public enum Category {
    APPOINTMENT_PHOTOS,
    PAYMENT_PROOFS,
    CHAT_FILES;

    /** The first part of a key. */
    public String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    static boolean hasFolder(String folder) {
        return Arrays.stream(values()).anyMatch(category -> category.folder().equals(folder));
    }
}
