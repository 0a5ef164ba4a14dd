package dev.guildhall.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where events are posted to.
 *
 * @param eventTypes all when it is empty
 * @param failingSince since when nothing has got through; null when the last delivery did
 * @param disabledAt when it was switched off by itself; null when it was not
 * @param previousSecretUntil until when the secret before signs as well; null when it does not
 */
public record Webhook(
        long id,
        String url,
        String description,
        List<String> eventTypes,
        boolean isEnabled,
        @Nullable Instant failingSince,
        @Nullable Instant disabledAt,
        @Nullable Instant previousSecretUntil,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * With its secret, which is shown once.
     *
     * @param secret as Standard Webhooks write it: {@code whsec_} and Base64
     */
    public record WithSecret(Webhook webhook, String secret) {}

    /** What an admin says about one; null is what stays as it is, or as it is by default. */
    public record Change(
            @Nullable String url,
            @Nullable String description,
            @Nullable List<String> eventTypes,
            @Nullable Boolean isEnabled) {}
}
