package dev.guildhall.shared;

import java.util.Arrays;
import java.util.Optional;

/**
 * What an admin may be allowed to do. Which {@link AdminRole} has what is said there, which route needs what beside the route.
 */
public enum Permission {
    APPOINTMENTS_READ("appointments.read", "see every order: its money, timeline and stream"),
    APPOINTMENTS_OVERRIDE("appointments.override", "put an order into any status, hand it to another master"),
    PAYMENTS_CONFIRM("payments.confirm", "confirm the payment of any order"),
    CHAT_READ("chat.read", "read the messages of every order"),
    CHAT_WRITE("chat.write", "write into the chat of every order"),
    CHAT_MODERATE("chat.moderate", "delete anybody's message"),
    USERS_READ("users.read", "see people with their scores"),
    USERS_BAN("users.ban", "ban clients and lift bans"),
    USERS_ROLE("users.role", "give roles to people and sub-roles to admins, none that can do more than oneself"),
    MASTERS_MANAGE("masters.manage", "let masters take orders, or no longer"),
    SCORES_OVERRIDE("scores.override", "set a score by hand"),
    RULES_READ("rules.read", "see rules, their runs and simulations"),
    RULES_WRITE("rules.write", "make, change and delete rules"),
    FLAGS_READ("flags.read", "see feature flags"),
    FLAGS_WRITE("flags.write", "make, change and delete feature flags"),
    SETTINGS_READ("settings.read", "see the settings of the shop"),
    SETTINGS_WRITE("settings.write", "change the settings of the shop"),
    SYSTEM_READ("system.read", "see how the installation stands"),
    SYSTEM_RUN("system.run", "run maintenance"),
    EVENTS_READ("events.read", "read the event log, live as well"),
    METRICS_READ("metrics.read", "see the figures of the shop"),
    AUDIT_READ("audit.read", "read who did what, and what deleted messages said"),
    DATA_READ("data.read", "look into every table of the database");

    private final String word;
    private final String meaning;

    Permission(String word, String meaning) {
        this.word = word;
        this.meaning = meaning;
    }

    /** Its name in the API, e.g. {@code appointments.read}. */
    public String word() {
        return word;
    }

    /** What one may do with it, in words. */
    public String meaning() {
        return meaning;
    }

    public static Optional<Permission> find(String word) {
        return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst();
    }
}
