package dev.guildhall.security;

import dev.guildhall.shared.Caller;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody as the tables know them.
 *
 * @param sessionsSince tokens without a session that were issued before are no good any more; null when all are
 */
record Principal(Caller caller, @Nullable Instant sessionsSince) {

    /**
     * Whether access is still theirs, as far as the account can tell: what comes from a session ends with that.
     *
     * @param issuedAt in whole seconds, so that of the second of {@link #sessionsSince} none is good
     */
    boolean grants(@Nullable UUID session, Instant issuedAt) {
        return session != null || sessionsSince == null || !issuedAt.isBefore(sessionsSince);
    }
}
