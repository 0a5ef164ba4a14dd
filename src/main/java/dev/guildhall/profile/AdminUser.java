package dev.guildhall.profile;

import dev.guildhall.identity.AccountService;
import dev.guildhall.scoring.ClientStats;
import dev.guildhall.scoring.MasterStats;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody as admins see them.
 *
 * @param role client, master or admin
 * @param adminRole what kind of admin; null for everybody else
 * @param clientStats whatever exists, whatever the role
 * @param masterStats whatever was computed, whatever the role
 */
public record AdminUser(
        long id,
        String username,
        String firstName,
        String lastName,
        String role,
        @Nullable String adminRole,
        String telegramUsername,
        boolean isBanned,
        String banReason,
        @Nullable Instant bannedAt,
        boolean isMasterActive,
        boolean isStaff,
        boolean isSuperuser,
        @Nullable ClientStats clientStats,
        @Nullable MasterStats masterStats) {

    /** Names the state of the account, as far as admins change it. */
    public String version() {
        return AccountService.version(id, role, isSuperuser, adminRole, isMasterActive, isBanned, banReason, bannedAt);
    }
}
