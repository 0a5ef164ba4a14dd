package dev.guildhall.shared.web;

import java.util.Locale;
import java.util.Optional;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.server.ServerWebExchange;

/** The language texts are written in for a reader: of those they accept, or Russian. */
public final class Languages {

    private static final Locale DEFAULT = new Locale("ru");

    private Languages() {}

    public static Locale of(ServerRequest request) {
        return of(request.exchange());
    }

    static Locale of(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getLocaleContext().getLocale()).orElse(DEFAULT);
    }
}
