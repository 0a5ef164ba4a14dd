package dev.guildhall.profile;

import dev.guildhall.shared.AdminRole;
import org.jspecify.annotations.Nullable;

/** From what is stored of somebody to what kind of admin they are. */
final class AdminRoles {

    private AdminRoles() {}

    /** Null for whoever is no admin; a superuser may do everything, whatever is stored. */
    static @Nullable AdminRole of(String role, boolean superuser, String stored) {
        if (superuser) {
            return AdminRole.SUPER_ADMIN;
        }
        return role.equals("admin") ? AdminRole.of(stored) : null;
    }
}
