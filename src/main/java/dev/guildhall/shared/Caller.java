package dev.guildhall.shared;

import org.jspecify.annotations.Nullable;

/**
 * Who is asking, as the database knows them at this moment.
 *
 * @param superuser counts as admin everywhere, whatever the role
 * @param adminRole what kind of admin; null for everybody else
 * @param activeMaster a master who may take orders
 * @param banned a client who may only read
 */
public record Caller(
        long id,
        String username,
        Role role,
        boolean superuser,
        @Nullable AdminRole adminRole,
        boolean activeMaster,
        boolean banned) {

    /** Somebody who, as an admin, may do everything. */
    public Caller(long id, String username, Role role, boolean superuser, boolean activeMaster, boolean banned) {
        this(
                id,
                username,
                role,
                superuser,
                superuser || role == Role.ADMIN ? AdminRole.SUPER_ADMIN : null,
                activeMaster,
                banned);
    }

    public boolean isAdmin() {
        return role == Role.ADMIN || superuser;
    }

    /** Whether this is an admin whose sub-role allows it. */
    public boolean may(Permission permission) {
        return adminRole != null && adminRole.may(permission);
    }

    public boolean isClient() {
        return role == Role.CLIENT;
    }

    public boolean isMaster() {
        return role == Role.MASTER;
    }
}
