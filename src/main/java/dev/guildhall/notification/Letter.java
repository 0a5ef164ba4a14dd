package dev.guildhall.notification;

import dev.guildhall.outbox.Outcome;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What is to be told to somebody by a channel, with what they have said about that.
 *
 * @param address where the channel finds them, if it does
 * @param wanted whether they want this kind by this channel
 * @param title empty when there is none
 */
record Letter(
        Kind kind,
        String title,
        String text,
        Optional<String> address,
        boolean wanted,
        Optional<QuietHours> quietHours,
        Locale language) {

    /** What stands against telling it now, if anything does. */
    Optional<Outcome> obstacle(Instant now) {
        if (!wanted) {
            return Optional.of(Outcome.dropped("switched off"));
        }
        if (address.isEmpty()) {
            return Optional.of(Outcome.dropped("no address"));
        }
        return quietHours
                .filter(hours -> !kind.isUrgent())
                .flatMap(hours -> hours.endAround(now))
                .map(end -> Outcome.held(end, "quiet hours"));
    }
}
