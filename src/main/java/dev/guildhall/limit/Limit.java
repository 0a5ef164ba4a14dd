package dev.guildhall.limit;

import java.util.Locale;

/** What is counted together, within a minute. */
public enum Limit {

    /** All requests from one network. */
    ADDRESS,

    /** All requests of one person. */
    USER,

    /** Attempts from one network to sign in by a password or to make an account. */
    LOGIN,

    /** Attempts from one network to sign in by Telegram. */
    TELEGRAM,

    /** Refreshing and ending of sessions from one network. */
    REFRESH,

    /** Forms that may have files in them, of one person. */
    UPLOADS,

    /** Messages one person writes into chats. */
    MESSAGES;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The name callers see. */
    String word() {
        return word;
    }

    /** The setting that says how many. */
    String variable() {
        return "RATE_LIMIT_" + name();
    }
}
