package dev.guildhall.rules.web;

import java.util.Arrays;
import org.springframework.web.reactive.function.server.ServerRequest;

/** What a request prefers, by RFC 7240. */
final class Preference {

    private static final String STRICT = "handling=strict";

    private Preference() {}

    /** Whether what makes no sense is to be refused; if so, the answer will say that it was, whatever it is. */
    static boolean isStrict(ServerRequest request) {
        var strict = request.headers().header("Prefer").stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(preference -> preference
                        .split(";", 2)[0]
                        .strip()
                        .replaceAll("\\s*=\\s*", "=")
                        .replace("\"", ""))
                .anyMatch(STRICT::equalsIgnoreCase);
        if (strict) {
            request.exchange().getResponse().getHeaders().set("Preference-Applied", STRICT);
        }
        return strict;
    }
}
