package dev.guildhall.rules.web;

import java.util.Locale;
import java.util.Optional;
import org.springframework.web.reactive.function.server.ServerRequest;

/** The language of whoever asks. */
final class Languages {

    private Languages() {}

    static Locale of(ServerRequest request) {
        return Optional.ofNullable(request.exchange().getLocaleContext().getLocale())
                .orElse(Locale.forLanguageTag("ru"));
    }
}
