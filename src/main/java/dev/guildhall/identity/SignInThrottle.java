package dev.guildhall.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.guildhall.shared.TooManyRequests;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/**
 * Slows down whoever guesses passwords: so many attempts for one name from one address within a window that begins with the first of
 * them. Others who use the name, and others at the address, are not held up. Counted by each node for itself.
 */
@Component
class SignInThrottle {

    static final int MOST_ATTEMPTS = 20;
    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final int MOST_REMEMBERED = 100_000;

    private final Cache<Attempt, AtomicInteger> attempts;

    SignInThrottle(Clock clock) {
        this.attempts = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(WINDOW)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** Counts an attempt, and refuses it when there were too many. Counted before it is known how it ends: many may run at once. */
    void count(Attempt attempt) {
        if (attempts.get(attempt, first -> new AtomicInteger()).incrementAndGet() > MOST_ATTEMPTS) {
            throw new TooManyRequests(WINDOW, "sign_in.too_many_attempts", WINDOW.toMinutes());
        }
    }

    /** Whoever knows the password has guessed nothing. */
    void forgive(Attempt attempt) {
        attempts.invalidate(attempt);
    }

    /** @param address where the attempt comes from, behind the proxies we trust */
    record Attempt(String username, String address) {}
}
