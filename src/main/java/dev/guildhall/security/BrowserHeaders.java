package dev.guildhall.security;

import dev.guildhall.shared.web.BaseUrls;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.server.header.ServerHttpHeadersWriter;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What browsers may do with answers, unless an answer says so itself: nothing. Whatever came by TLS is asked for by TLS only from then on. */
@Component
class BrowserHeaders implements ServerHttpHeadersWriter {

    private static final String OPENER = "Cross-Origin-Opener-Policy";
    private static final String RESOURCE = "Cross-Origin-Resource-Policy";

    private static final Map<String, String> STRICT = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; frame-ancestors 'none'",
            OPENER,
            "same-origin",
            "Permissions-Policy",
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), publickey-credentials-get=(),"
                    + " usb=()");

    /** A year; names below ours are their operator's. */
    private static final String TLS_ONLY = "max-age=31536000";

    private final BaseUrls urls;
    private final boolean shared;

    BrowserHeaders(BaseUrls urls, SecuritySettings settings) {
        this.urls = urls;
        this.shared = !settings.corsAllowedOrigins().isEmpty();
    }

    @Override
    public Mono<Void> writeHttpHeaders(ServerWebExchange exchange) {
        return Mono.fromRunnable(() -> {
            var headers = exchange.getResponse().getHeaders();
            STRICT.forEach((name, value) -> addIfMissing(headers, name, value));
            addIfMissing(headers, RESOURCE, isShownElsewhere(exchange) ? "cross-origin" : "same-origin");
            if (urls.isEncrypted(exchange.getRequest())) {
                headers.set("Strict-Transport-Security", TLS_ONLY);
            }
        });
    }

    /** Pages of a web app on another host show our files as pictures; who may open them, their links say. */
    private boolean isShownElsewhere(ServerWebExchange exchange) {
        return shared
                && exchange.getRequest()
                        .getPath()
                        .pathWithinApplication()
                        .value()
                        .startsWith("/media/");
    }

    private static void addIfMissing(HttpHeaders headers, String name, String value) {
        if (!headers.containsHeader(name)) {
            headers.set(name, value);
        }
    }
}
