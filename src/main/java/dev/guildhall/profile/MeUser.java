package dev.guildhall.profile;

import dev.guildhall.scoring.ClientStats;
import dev.guildhall.scoring.MasterStats;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody as they see themselves.
 *
 * @param role client, master or admin
 * @param adminRole what kind of admin; null for everybody else
 * @param hasPassword whether they can sign in by one
 * @param permissions what an admin may do, e.g. {@code payments.confirm}; empty for everybody else
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
        @Nullable String adminRole,
        List<String> permissions,
        boolean isMasterActive,
        boolean isBanned,
        String banReason,
        boolean hasPassword,
        @Nullable ClientStats clientStats,
        @Nullable MasterStats masterStats) {}
