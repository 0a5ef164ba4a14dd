package dev.guildhall.profile;

import dev.guildhall.scoring.ClientStats;
import dev.guildhall.scoring.MasterStats;
import org.jspecify.annotations.Nullable;

/**
 * Somebody as they see themselves.
 *
 * @param role client, master or admin
 * @param clientStats of whoever is or was a client
 * @param masterStats of a master, once computed
 */
public record MeUser(
        long id,
        String username,
        String firstName,
        String lastName,
        @Nullable Long telegramId,
        String telegramUsername,
        String telegramPhotoUrl,
        String role,
        boolean isMasterActive,
        boolean isBanned,
        String banReason,
        @Nullable ClientStats clientStats,
        @Nullable MasterStats masterStats) {}
