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

    /**
     * What is counted together.
     *
     * @param what is tried
     * @param name of whom; empty when nobody is named
     * @param address where it comes from, behind the proxies we trust; empty when that does not matter
     */
    record Attempt(String what, String name, String address) {

        static Attempt ofSignIn(String username, String address) {
            return new Attempt("sign-in", username, address);
        }

        static Attempt ofRegistration(String address) {
            return new Attempt("registration", "", address);
        }

        static Attempt ofPasswordChange(long account) {
            return new Attempt("password", String.valueOf(account), "");
        }
    }
}
