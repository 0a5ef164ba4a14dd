package dev.guildhall.shared.web;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;

/** Sentences of answers, in the reader's language. */
@Component
public class Words {

    private static final int SECONDS_PER_MINUTE = 60;

    private final MessageSource messages;

    Words(MessageSource messages) {
        this.messages = messages;
    }

    /** What this reader is told. */
    public Speaker of(ServerRequest request) {
        var locale = request.exchange().getLocaleContext().getLocale();
        return new Speaker(locale == null ? WebConfiguration.LANGUAGES.get(0) : locale);
    }

    /** Speaks one language. */
    public final class Speaker {

        private final Locale locale;

        private Speaker(Locale locale) {
            this.locale = locale;
        }

        /** @param code of the message */
        public String say(String code, @Nullable Object... arguments) {
            return messages.getMessage(code, arguments, locale);
        }

        /** A length of time in its two largest units, whatever its sign: 2 h 5 min, 3 d 4 h, 40 s. */
        public String say(Duration length) {
            var time = length.abs();
            if (time.toDays() > 0) {
                return say("time.days", text(time.toDays()), text(time.toHoursPart()));
            }
            if (time.toHours() > 0) {
                return say("time.hours", text(time.toHours()), text(time.toMinutesPart()));
            }
            return time.toSeconds() >= SECONDS_PER_MINUTE
                    ? say("time.minutes", text(time.toMinutes()))
                    : say("time.seconds", text(time.toSeconds()));
        }

        private static String text(long number) {
            return String.valueOf(number);
        }
    }
}
