package dev.guildhall.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What became of an attempt.
 *
 * @param why nothing secret: people read it
 * @param pause the shortest before the next attempt, if the other side has asked for one
 * @param heldUntil when to try next, if this did not count as an attempt
 * @param response what the other side has answered, if it is worth keeping
 */
public record Outcome(
        Kind kind, String why, Optional<Duration> pause, Optional<Instant> heldUntil, Optional<Response> response) {

    /** It has been said. */
    public static Outcome sent() {
        return of(Kind.SENT, "");
    }

    /** It failed in a way that may pass. */
    public static Outcome again(String why) {
        return of(Kind.AGAIN, why);
    }

    /** It failed for good. */
    public static Outcome refused(String why) {
        return of(Kind.REFUSED, why);
    }

    /** It must not be said now; waiting is no failure. */
    public static Outcome held(Instant until, String why) {
        return new Outcome(Kind.HELD, why, Optional.empty(), Optional.of(until), Optional.empty());
    }

    /** It is not wanted any more. */
    public static Outcome dropped(String why) {
        return of(Kind.DROPPED, why);
    }

    public Outcome noSoonerThan(Duration shortest) {
        return new Outcome(kind, why, Optional.of(shortest), heldUntil, response);
    }

    public Outcome answered(int status, String text) {
        return new Outcome(kind, why, pause, heldUntil, Optional.of(new Response(status, text)));
    }

    private static Outcome of(Kind kind, String why) {
        return new Outcome(kind, why, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** How it ended. */
    public enum Kind {
        SENT,
        AGAIN,
        REFUSED,
        HELD,
        DROPPED
    }

    /**
     * What the other side has answered.
     *
     * @param text the beginning of it
     */
    public record Response(int status, String text) {}
}
