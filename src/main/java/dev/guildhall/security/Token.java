package dev.guildhall.security;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a token says.
 *
 * @param issuedAt in whole seconds
 * @param expiresAt in whole seconds; the token is good until just before
 * @param sessionId the sign-in it belongs to; null in tokens of the original service, which knows no sessions
 */
public record Token(
        Kind kind,
        long accountId,
        String id,
        Instant issuedAt,
        Instant expiresAt,
        @Nullable UUID sessionId) {

    /** What it is good for. */
    public enum Kind {
        ACCESS("access"),
        REFRESH("refresh");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The value of the claim {@code token_type}. */
        String word() {
            return word;
        }
    }
}
