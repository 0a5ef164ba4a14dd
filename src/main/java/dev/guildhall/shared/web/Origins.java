package dev.guildhall.shared.web;

import dev.guildhall.shared.Caller;
import dev.guildhall.shared.Origin;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.util.context.Context;

/** Makes a request known as the origin of what it changes. */
final class Origins {

    /** Why it is done, in UTF-8, percent-encoded as far as needed. */
    static final String REASON = "X-Reason";

    private static final int LONGEST_REASON = 500;

    private Origins() {}

    /** @param caller null when nobody has signed in */
    static Context put(
            Context context, @Nullable Caller caller, ServerRequest request, String pattern, boolean audited) {
        return context.put(
                Origin.class,
                new Origin(
                        caller,
                        "",
                        request.method() + " " + pattern,
                        request.pathVariables().getOrDefault("id", ""),
                        context.<String>getOrEmpty(RequestIds.KEY).orElse(""),
                        reason(request),
                        audited));
    }

    private static String reason(ServerRequest request) {
        var given = request.headers().firstHeader(REASON);
        if (given == null) {
            return "";
        }
        var text = decoded(given).replaceAll("\\p{Cntrl}|\\p{Cs}", " ").strip();
        return text.codePointCount(0, text.length()) <= LONGEST_REASON
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_REASON));
    }

    private static String decoded(String given) {
        try {
            return URLDecoder.decode(given.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException asItIs) {
            return given;
        }
    }
}
