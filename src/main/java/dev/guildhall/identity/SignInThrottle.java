package dev.guildhall.identity;

import dev.guildhall.security.SigningKeys;
import dev.guildhall.shared.Network;
import dev.guildhall.shared.TooManyRequests;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Slows down whoever guesses, on all nodes together. What is tried from one place is listened to {@link #MOST_ATTEMPTS} times, then there is
 * a pause of {@link #WINDOW}, twice as long after each further attempt, up to an hour. Others who use the name, and others at the place, are
 * not held up.
 *
 * <p>Guesses at one name from all over the world are slowed down as well, {@link #MOST_FROM_ANYWHERE} of them to one a minute, but only from places where
 * its owner has never been: so nobody keeps others out by guessing. Names nobody has are treated alike.
 */
@Component
class SignInThrottle {

    static final int MOST_ATTEMPTS = 20;
    static final int MOST_FROM_ANYWHERE = 100;
    static final Duration WINDOW = Duration.ofMinutes(5);
    static final Duration PAUSE_ANYWHERE = Duration.ofMinutes(1);

    private final SignInPauseRepository pauses;
    private final byte[] key;
    private final Clock clock;

    SignInThrottle(SignInPauseRepository pauses, SigningKeys keys, Clock clock) {
        this.pauses = pauses;
        this.key = keys.derive("sign-in-pause");
        this.clock = clock;
    }

    /**
     * Counts an attempt, or refuses it. Counted before it is known how it ends: many may run at once.
     * What is refused because of those from anywhere does not count at its place: else its owner would be held up there longer than the guesses last.
     *
     * @return what is to be forgiven when it succeeds
     */
    Mono<Counted> count(Attempt attempt) {
        return Mono.defer(() -> {
            var place = hash(attempt.place());
            var anywhere = attempt.anywhere() == null ? null : hash(attempt.anywhere());
            var now = clock.instant();
            return pauses.count(place, anywhere, attempt.username(), attempt.address(), now)
                    .delayUntil(verdict -> verdict.pausedUntil() != null && verdict.countedAtPlace()
                            ? pauses.takeBack(place, null)
                            : Mono.empty())
                    .map(verdict -> {
                        if (verdict.pausedUntil() != null) {
                            throw refused(Duration.between(now, verdict.pausedUntil()));
                        }
                        return new Counted(place, verdict.countedAnywhere() ? anywhere : null);
                    });
        });
    }

    /** Counts an attempt to register, or refuses it: {@link #MOST_ATTEMPTS} from one network within {@link #WINDOW}, which begins with the first. */
    Mono<Void> countRegistration(String address) {
        return Mono.defer(() -> {
            var now = clock.instant();
            return pauses.countInWindow(hash("registration\n" + Network.of(address)), now)
                    .doOnNext(end -> {
                        throw refused(Duration.between(now, end));
                    })
                    .then();
        });
    }

    /** Whoever knows the password has guessed nothing. */
    Mono<Void> forgive(Counted attempt) {
        return Mono.defer(() -> pauses.forgive(attempt.place(), attempt.anywhere()));
    }

    /** As if this attempt had not been, but for those before it: whoever has shown the first of two steps only has guessed nothing either. */
    Mono<Void> takeBack(Counted attempt) {
        return Mono.defer(() -> pauses.takeBack(attempt.place(), attempt.anywhere()));
    }

    private static TooManyRequests refused(Duration pause) {
        var whole = Duration.ofSeconds(Math.max(1, pause.plusMillis(999).toSeconds()));
        return new TooManyRequests(
                whole, "sign_in.too_many_attempts", whole.plusSeconds(59).toMinutes());
    }

    private byte[] hash(String what) {
        return SigningKeys.hmac(key, what);
    }

    /** What was counted; null where the place is one of the owner's, or does not matter. */
    @SuppressWarnings("ArrayRecordComponent")
    record Counted(byte[] place, byte @Nullable [] anywhere) {}

    /**
     * What is counted together.
     *
     * @param place what is tried, of whom and where from
     * @param anywhere the same without the place; null when that is not counted
     * @param username of whom; empty when nobody is named
     * @param address where it comes from, behind the proxies we trust
     */
    record Attempt(String place, @Nullable String anywhere, String username, String address) {

        /** @param device a browser in which its owner has signed in before; null when that is not known */
        static Attempt ofSignIn(String username, String address, @Nullable String device) {
            var whose = "sign-in\n" + username;
            return device == null
                    ? new Attempt(whose + "\nnetwork " + Network.of(address), whose, username, address)
                    : new Attempt(whose + "\ndevice " + device, null, username, address);
        }

        /** Of somebody who is signed in, by their password. */
        static Attempt ofProof(long account) {
            return new Attempt("proof\n" + account, null, "", "");
        }

        /** Of somebody whose first step is taken, by a code: whoever knows the password makes up for no guess at these. */
        static Attempt ofCode(long account) {
            return new Attempt("code\n" + account, null, "", "");
        }
    }

    /** How long nothing must have been tried for attempts to be forgotten. */
    static Instant forgottenBefore(Instant now) {
        return now.minus(Duration.ofHours(2));
    }
}
