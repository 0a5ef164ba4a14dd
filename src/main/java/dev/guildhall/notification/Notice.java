package dev.guildhall.notification;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one or more people are told.
 *
 * @param appointment the order it is about, if it is about one
 */
record Notice(String type, String title, String message, ObjectNode payload, Optional<Long> appointment) {

    /** In characters. */
    static final int LONGEST_TYPE = 32;

    static final String SYSTEM = "system";

    private static final int LONGEST_TITLE = 255;

    /** As much of a title as there is room for; no character is cut in two. */
    static String cutTitle(String title) {
        return title.codePointCount(0, title.length()) <= LONGEST_TITLE
                ? title
                : title.substring(0, title.offsetByCodePoints(0, LONGEST_TITLE));
    }
}
