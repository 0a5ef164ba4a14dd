package dev.guildhall.notification.web;

import dev.guildhall.notification.Kind;
import dev.guildhall.notification.Medium;
import dev.guildhall.notification.Preferences;
import dev.guildhall.notification.QuietHours;
import dev.guildhall.shared.web.Fields;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** What somebody wants to be otherwise; what is not mentioned stays as it is. */
final class PreferencesRequest {

    private static final Map<String, String> LANGUAGES = Map.of("ru", "ru", "en", "en");
    private static final int LONGEST_ADDRESS = 254;
    private static final int LONGEST_ZONE = 64;
    private static final int LONGEST_TIME = 5;
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
    private static final Pattern ADDRESS = Pattern.compile(
            "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

    private final Fields fields;
    private final List<UnaryOperator<Preferences>> changes = new ArrayList<>();

    private PreferencesRequest(Fields fields) {
        this.fields = fields;
    }

    /** All changes one after the other; fails when one of them makes no sense. */
    static UnaryOperator<Preferences> read(Fields fields) {
        var request = new PreferencesRequest(fields);
        request.readChannels();
        request.readTypes();
        request.readQuietHours();
        request.readEmail();
        fields.optionalChoice("language", LANGUAGES)
                .ifPresent(word -> request.changes.add(before -> before.withLanguage(word)));
        fields.check();
        return before -> request.changes.stream()
                .reduce(before, (preferences, change) -> change.apply(preferences), (one, other) -> other);
    }

    private void readChannels() {
        each(fields, "channels", Medium.BY_WORD, (channel, medium) -> channel.bool("enabled")
                .ifPresent(enabled -> changes.add(before -> before.with(medium, enabled))));
    }

    private void readTypes() {
        each(fields, "types", Kind.BY_WORD, (type, kind) -> type.raw().keySet().forEach(word -> {
            var medium = Medium.BY_WORD.get(word);
            if (medium == null) {
                type.reject(word, "field.unknown_choice", word);
            } else {
                type.bool(word).ifPresent(wanted -> changes.add(before -> before.with(kind, medium, wanted)));
            }
        }));
    }

    private void readQuietHours() {
        if (isNull("quiet_hours")) {
            changes.add(before -> before.withQuietHours(Optional.empty()));
        } else if (fields.has("quiet_hours")) {
            fields.object("quiet_hours").ifPresent(this::readQuietHours);
        }
    }

    private void readQuietHours(Fields hours) {
        var from = time(hours, "from");
        var to = time(hours, "to");
        var zone = hours.text("time_zone", LONGEST_ZONE);
        if (!zone.isEmpty() && !ZoneId.getAvailableZoneIds().contains(zone)) {
            hours.reject("time_zone", "preferences.time_zone");
        }
        if (from.isPresent() && from.equals(to)) {
            hours.reject("to", "preferences.same_time");
        }
        hours.check();
        var quiet = new QuietHours(from.orElseThrow(), to.orElseThrow(), ZoneId.of(zone));
        changes.add(before -> before.withQuietHours(Optional.of(quiet)));
    }

    private void readEmail() {
        if (fields.has("email")) {
            var address = fields.nullableText("email", LONGEST_ADDRESS);
            if (address.filter(given -> !ADDRESS.matcher(given).matches()).isPresent()) {
                fields.reject("email", "preferences.email");
            }
            changes.add(before -> before.withEmail(address));
        }
    }

    private boolean isNull(String name) {
        var given = fields.raw().get(name);
        return given != null && given.isNull();
    }

    private static Optional<LocalTime> time(Fields hours, String name) {
        var given = hours.text(name, LONGEST_TIME);
        if (TIME.matcher(given).matches()) {
            return Optional.of(LocalTime.parse(given));
        }
        if (!given.isEmpty()) {
            hours.reject(name, "preferences.time");
        }
        return Optional.empty();
    }

    /** The members of an object that are objects themselves, by what their names stand for. */
    private static <T> void each(Fields fields, String name, Map<String, T> names, BiConsumer<Fields, T> read) {
        if (!fields.has(name)) {
            return;
        }
        fields.object(name).ifPresent(members -> {
            members.raw().keySet().forEach(word -> {
                var meant = names.get(word);
                if (meant == null) {
                    members.reject(word, "field.unknown_choice", word);
                } else {
                    members.object(word).ifPresent(member -> {
                        read.accept(member, meant);
                        member.check();
                    });
                }
            });
            members.check();
        });
    }
}
