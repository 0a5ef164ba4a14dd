package dev.guildhall.shared;

import static dev.guildhall.shared.Permission.APPOINTMENTS_OVERRIDE;
import static dev.guildhall.shared.Permission.APPOINTMENTS_READ;
import static dev.guildhall.shared.Permission.CHAT_MODERATE;
import static dev.guildhall.shared.Permission.CHAT_READ;
import static dev.guildhall.shared.Permission.CHAT_WRITE;
import static dev.guildhall.shared.Permission.EVENTS_READ;
import static dev.guildhall.shared.Permission.FLAGS_READ;
import static dev.guildhall.shared.Permission.MASTERS_MANAGE;
import static dev.guildhall.shared.Permission.METRICS_READ;
import static dev.guildhall.shared.Permission.PAYMENTS_CONFIRM;
import static dev.guildhall.shared.Permission.RULES_READ;
import static dev.guildhall.shared.Permission.SCORES_OVERRIDE;
import static dev.guildhall.shared.Permission.SETTINGS_READ;
import static dev.guildhall.shared.Permission.SYSTEM_READ;
import static dev.guildhall.shared.Permission.USERS_BAN;
import static dev.guildhall.shared.Permission.USERS_READ;
import static dev.guildhall.shared.Permission.USERS_ROLE;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The kinds of admins, each a set of permissions. The one place that says who may do what. */
public enum AdminRole {
    /** Everything, also what will be added: what every admin is unless told otherwise. */
    SUPER_ADMIN(EnumSet.allOf(Permission.class)),
    OPERATIONS(EnumSet.of(
            APPOINTMENTS_READ,
            APPOINTMENTS_OVERRIDE,
            PAYMENTS_CONFIRM,
            CHAT_READ,
            CHAT_WRITE,
            CHAT_MODERATE,
            USERS_READ,
            USERS_BAN,
            USERS_ROLE,
            MASTERS_MANAGE,
            SCORES_OVERRIDE,
            RULES_READ,
            FLAGS_READ,
            SETTINGS_READ,
            SYSTEM_READ,
            EVENTS_READ,
            METRICS_READ)),
    FINANCE(EnumSet.of(APPOINTMENTS_READ, PAYMENTS_CONFIRM, USERS_READ, SETTINGS_READ, METRICS_READ)),
    SUPPORT(EnumSet.of(APPOINTMENTS_READ, CHAT_READ, CHAT_WRITE, CHAT_MODERATE, USERS_READ, USERS_BAN, METRICS_READ)),
    ANALYST(EnumSet.of(APPOINTMENTS_READ, USERS_READ, RULES_READ, FLAGS_READ, EVENTS_READ, METRICS_READ));

    private final Set<Permission> permissions;

    AdminRole(EnumSet<Permission> permissions) {
        this.permissions = Collections.unmodifiableSet(permissions);
    }

    /** The word of the API and the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static AdminRole of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    public Set<Permission> permissions() {
        return permissions;
    }

    /** The words of its permissions, in the order of the API. */
    public List<String> words() {
        return permissions.stream().map(Permission::word).toList();
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    /** Whether it may do everything the other may. */
    public boolean covers(AdminRole other) {
        return permissions.containsAll(other.permissions);
    }
}
