package dev.guildhall.notification;

import tools.jackson.databind.node.ObjectNode;

/** What one or more people are told. */
record Notice(String type, String title, String message, ObjectNode payload) {

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
