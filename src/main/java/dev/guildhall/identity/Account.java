package dev.guildhall.identity;

import dev.guildhall.shared.AdminRole;
import dev.guildhall.shared.Permission;
import dev.guildhall.shared.Role;
import org.jspecify.annotations.Nullable;

/**
 * What decides what somebody may do.
 *
 * @param storedAdminRole as stored, whatever the role
 * @param activeMaster the flag as stored, whatever the role
 * @param banned the flag as stored; only clients carry it
 */
record Account(long id, Role role, boolean superuser, AdminRole storedAdminRole, boolean activeMaster, boolean banned) {

    boolean isAdmin() {
        return role == Role.ADMIN || superuser;
    }

    /** What kind of admin this is; null for everybody else. */
    @Nullable
    AdminRole adminRole() {
        return superuser ? AdminRole.SUPER_ADMIN : role == Role.ADMIN ? storedAdminRole : null;
    }

    boolean may(Permission permission) {
        var kind = adminRole();
        return kind != null && kind.may(permission);
    }

    /** Whether this person may do everything that such an admin may. */
    boolean covers(@Nullable AdminRole other) {
        var kind = adminRole();
        return other == null || kind != null && kind.covers(other);
    }

    boolean isBannedClient() {
        return role == Role.CLIENT && banned;
    }
}
