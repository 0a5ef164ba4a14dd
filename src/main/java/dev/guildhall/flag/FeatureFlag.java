package dev.guildhall.flag;

import dev.guildhall.shared.Role;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A switch for a feature.
 *
 * @param rolloutPercentage share of people, or roles, for whom it is on, 0 to 100
 * @param conditions any JSON; a list under {@code roles} limits the flag to these roles, except with the scope PER_USER
 * @param users account ids for whom a PER_USER flag is on whatever the percentage; newest first
 */
public record FeatureFlag(
        long id,
        String name,
        boolean enabled,
        int rolloutPercentage,
        FlagScope scope,
        JsonNode conditions,
        List<Long> users,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * Whether the flag is on for somebody. The answers, buckets included, are those of the original service, so that nobody's
     * features change with the server.
     *
     * @param userId null for nobody in particular
     * @param role null when it is not known
     */
    public boolean isOnFor(@Nullable Long userId, @Nullable Role role) {
        if (!enabled) {
            return false;
        }
        return switch (scope) {
            case GLOBAL -> permits(role) && isOnForShare(userId);
            case PER_USER -> userId != null && (users.contains(userId) || isInRollout(userId));
            case PER_ROLE -> role != null && permits(role) && isInRollout(role.word());
        };
    }

    private boolean isOnForShare(@Nullable Long userId) {
        return userId == null ? rolloutPercentage > 0 : isInRollout(userId);
    }

    /** Buckets are 0 to 99: a percentage of 100 takes all of them, one of 0 none. */
    private boolean isInRollout(Object subject) {
        return bucket(name + ":" + subject) < rolloutPercentage;
    }

    private boolean permits(@Nullable Role role) {
        var roles = conditions.path("roles");
        if (!roles.isArray() || roles.isEmpty()) {
            return true;
        }
        return role != null
                && roles.valueStream()
                        .anyMatch(word -> word.isString() && word.stringValue().equals(role.word()));
    }

    /** The first 8 hex digits of the key's SHA-256, modulo 100. */
    static int bucket(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return Integer.remainderUnsigned(ByteBuffer.wrap(digest).getInt(), 100);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
