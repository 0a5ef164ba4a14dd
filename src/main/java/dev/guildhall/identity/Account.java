package dev.guildhall.identity;

import dev.guildhall.shared.Role;

/**
 * What decides what somebody may do.
 *
 * @param activeMaster the flag as stored, whatever the role
 * @param banned the flag as stored; only clients carry it
 */
record Account(long id, Role role, boolean superuser, boolean activeMaster, boolean banned) {

    boolean isAdmin() {
        return role == Role.ADMIN || superuser;
    }

    boolean isBannedClient() {
        return role == Role.CLIENT && banned;
    }
}
