package dev.guildhall.flag;

import dev.guildhall.shared.Role;
import dev.guildhall.shared.Version;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
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

    /** Names the state of the flag. */
    public String version() {
        return Version.of(this);
    }

    /**
     * Whether the flag is on for somebody. The answers, buckets included, are those of the original service, so that nobody's
     * features change with the server.
     *
     * @param userId null for nobody in particular
     * @param role null when it is not known
     */
    public boolean isOnFor(@Nullable Long userId, @Nullable Role role) {
        return evaluate(userId, role).enabled();
    }

    /** As {@link #isOnFor}, with the reason. Raising the percentage never turns a flag off for anybody. */
    Evaluation evaluate(@Nullable Long userId, @Nullable Role role) {
        if (!enabled) {
            return answer(false, Reason.DISABLED);
        }
        return switch (scope) {
            case GLOBAL -> permits(role) ? forShare(userId) : answer(false, Reason.ROLE);
            case PER_USER -> forPerson(userId);
            case PER_ROLE -> forRole(role);
        };
    }

    private Evaluation forShare(@Nullable Long userId) {
        return userId == null
                ? answer(rolloutPercentage > 0, Reason.NO_SUBJECT)
                : answer(isInRollout(userId), Reason.ROLLOUT);
    }

    private Evaluation forPerson(@Nullable Long userId) {
        if (userId == null) {
            return answer(false, Reason.NO_SUBJECT);
        }
        return users.contains(userId) ? answer(true, Reason.USER) : answer(isInRollout(userId), Reason.ROLLOUT);
    }

    private Evaluation forRole(@Nullable Role role) {
        if (role == null) {
            return answer(false, Reason.NO_SUBJECT);
        }
        return permits(role) ? answer(isInRollout(role.word()), Reason.ROLLOUT) : answer(false, Reason.ROLE);
    }

    private Evaluation answer(boolean on, Reason reason) {
        return new Evaluation(name, on, reason);
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

    /** What a flag says to somebody, and why. */
    public record Evaluation(String name, boolean enabled, Reason reason) {}

    /** What decided. */
    public enum Reason {
        /** The flag is switched off, for everybody. */
        DISABLED,
        /** The person is listed. */
        USER,
        /** The flag is limited to other roles. */
        ROLE,
        /** The share of people, or of roles, which takes this one in or not yet. */
        ROLLOUT,
        /** There is no person, or no role, to go by. */
        NO_SUBJECT;

        /** The word of the API. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
