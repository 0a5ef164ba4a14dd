package dev.guildhall.notification;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * How somebody wants to hear of notifications outside of the app.
 *
 * @param enabled the channels that may be used
 * @param off the kinds that are not wanted by a channel
 * @param email where letters go
 * @param language of letters: {@code ru} or {@code en}
 * @param telegram whom the bot writes to, if an account of Telegram is linked: a user name, or an id where there is none
 * @param telegramBlockedAt when Telegram said that the bot is blocked, if it did; saying whether Telegram may be used forgets it
 */
public record Preferences(
        Set<Medium> enabled,
        Set<Off> off,
        Optional<QuietHours> quietHours,
        Optional<String> email,
        String language,
        Optional<String> telegram,
        Optional<Instant> telegramBlockedAt) {

    public boolean wants(Kind kind, Medium medium) {
        return !off.contains(new Off(kind, medium));
    }

    public Preferences with(Medium medium, boolean used) {
        var changed = changed(enabled, medium, used);
        var blocked = medium == Medium.TELEGRAM ? Optional.<Instant>empty() : telegramBlockedAt;
        return new Preferences(changed, off, quietHours, email, language, telegram, blocked);
    }

    public Preferences with(Kind kind, Medium medium, boolean wanted) {
        var changed = changed(off, new Off(kind, medium), !wanted);
        return new Preferences(enabled, changed, quietHours, email, language, telegram, telegramBlockedAt);
    }

    public Preferences withQuietHours(Optional<QuietHours> hours) {
        return new Preferences(enabled, off, hours, email, language, telegram, telegramBlockedAt);
    }

    public Preferences withEmail(Optional<String> address) {
        return new Preferences(enabled, off, quietHours, address, language, telegram, telegramBlockedAt);
    }

    public Preferences withLanguage(String word) {
        return new Preferences(enabled, off, quietHours, email, word, telegram, telegramBlockedAt);
    }

    private static <T> Set<T> changed(Set<T> set, T element, boolean contained) {
        var changed = new HashSet<>(set);
        if (contained) {
            changed.add(element);
        } else {
            changed.remove(element);
        }
        return Set.copyOf(changed);
    }

    /** A kind that is not wanted by a channel. */
    public record Off(Kind kind, Medium medium) {}
}
