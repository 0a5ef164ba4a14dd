package dev.guildhall.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.guildhall.security.SecuritySettings;
import dev.guildhall.security.SigningKeys;
import dev.guildhall.security.Token;
import dev.guildhall.shared.RandomIds;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Makes the tokens of a session. The successor of a refresh token follows from the token and the moment it was replaced, so it can be
 * made again, word for word, without being stored.
 */
@Component
class RefreshTokens {

    private final SecuritySettings settings;
    private final RandomIds ids;
    private final byte[] successorKey;

    RefreshTokens(SecuritySettings settings, RandomIds ids, SigningKeys keys) {
        this.settings = settings;
        this.ids = ids;
        this.successorKey = keys.derive("refresh-token-successor");
    }

    Token first(long accountId, UUID session, Instant now) {
        return refresh(accountId, ids.next().toString(), session, now);
    }

    Token successor(Token replaced, UUID session, Instant replacedAt) {
        var id = HexFormat.of().formatHex(SigningKeys.hmac(successorKey, replaced.id()));
        return refresh(replaced.accountId(), id, session, replacedAt);
    }

    Token access(long accountId, UUID session, Instant now) {
        var issuedAt = now.truncatedTo(ChronoUnit.SECONDS);
        var expiresAt = issuedAt.plus(settings.accessLifetime());
        return new Token(Token.Kind.ACCESS, accountId, ids.next().toString(), issuedAt, expiresAt, session);
    }

    /** Under which a token is stored. */
    static byte[] hash(Token token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.id().getBytes(UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    private Token refresh(long accountId, String id, UUID session, Instant now) {
        var issuedAt = now.truncatedTo(ChronoUnit.SECONDS);
        var expiresAt = issuedAt.plus(settings.refreshLifetime());
        return new Token(Token.Kind.REFRESH, accountId, id, issuedAt, expiresAt, session);
    }
}
