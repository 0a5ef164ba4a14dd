package dev.guildhall.shared;

/**
 * Who is asking, as the database knows them at this moment.
 *
 * @param superuser counts as admin everywhere, whatever the role
 * @param activeMaster a master who may take orders
 * @param banned a client who may only read
 */
public record Caller(long id, String username, Role role, boolean superuser, boolean activeMaster, boolean banned) {

    public boolean isAdmin() {
        return role == Role.ADMIN || superuser;
    }

    public boolean isClient() {
        return role == Role.CLIENT;
    }

    public boolean isMaster() {
        return role == Role.MASTER;
    }
}
