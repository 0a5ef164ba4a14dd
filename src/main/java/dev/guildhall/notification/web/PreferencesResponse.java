package dev.guildhall.notification.web;

import dev.guildhall.notification.Kind;
import dev.guildhall.notification.Medium;
import dev.guildhall.notification.Preferences;
import dev.guildhall.notification.QuietHours;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How somebody wants to hear of notifications outside of the app. */
record PreferencesResponse(
        Map<String, ChannelState> channels,
        Map<String, Map<String, Boolean>> types,
        @Nullable Hours quietHours,
        @Nullable String email,
        String language) {

    static PreferencesResponse from(Preferences preferences, Predicate<Medium> isSetUp) {
        Map<String, ChannelState> channels = new LinkedHashMap<>();
        for (var medium : Medium.values()) {
            channels.put(medium.word(), ChannelState.of(medium, preferences, isSetUp.test(medium)));
        }
        Map<String, Map<String, Boolean>> types = new LinkedHashMap<>();
        for (var kind : Kind.values()) {
            Map<String, Boolean> wanted = new LinkedHashMap<>();
            for (var medium : Medium.values()) {
                wanted.put(medium.word(), preferences.wants(kind, medium));
            }
            types.put(kind.word(), wanted);
        }
        return new PreferencesResponse(
                channels,
                types,
                preferences.quietHours().map(Hours::of).orElse(null),
                preferences.email().orElse(null),
                preferences.language());
    }

    /**
     * A channel.
     *
     * @param available whether this installation has it
     * @param address where it finds the person; null when it does not
     * @param blockedAt when the person was found to have blocked it; null when they were not
     */
    record ChannelState(
            boolean available,
            boolean enabled,
            @Nullable String address,
            @Nullable Instant blockedAt) {

        private static ChannelState of(Medium medium, Preferences preferences, boolean available) {
            var enabled = preferences.enabled().contains(medium);
            return switch (medium) {
                case TELEGRAM ->
                    new ChannelState(
                            available,
                            enabled,
                            preferences.telegram().orElse(null),
                            preferences.telegramBlockedAt().orElse(null));
                case EMAIL ->
                    new ChannelState(available, enabled, preferences.email().orElse(null), null);
            };
        }
    }

    /** @param from hours and minutes */
    record Hours(String from, String to, String timeZone) {

        private static Hours of(QuietHours hours) {
            return new Hours(
                    hours.from().toString(), hours.to().toString(), hours.zone().getId());
        }
    }
}
