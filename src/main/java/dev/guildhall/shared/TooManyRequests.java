package dev.guildhall.shared;

import java.time.Duration;

/** The caller has asked too often, and may ask again after a while. */
public final class TooManyRequests extends Refusal {

    private final Duration retryAfter;

    public TooManyRequests(Duration retryAfter, String code, Object... arguments) {
        super(429, code, arguments);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
