package dev.guildhall.webapp.web;

import dev.guildhall.identity.TelegramSettings;
import dev.guildhall.shared.NotFound;
import dev.guildhall.shared.web.JarFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * Answers with the files that the build of the web app has left in the jar. Files whose names have a hash of their content never change;
 * the page that names them is never kept.
 */
@Component
class WebAppHandler {

    private static final String FOLDER = "static/";
    private static final String PAGE = FOLDER + "index.html";
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();
    private static final CacheControl A_DAY =
            CacheControl.maxAge(Duration.ofDays(1)).cachePublic();

    /** MUI writes its styles into the page; everything else is as strict as can be. Files of orders may come from another host. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'%s; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:"
                    + " https:; font-src 'self'; connect-src 'self'; manifest-src 'self'; frame-src 'self'%s; base-uri"
                    + " 'none'; form-action 'self'; frame-ancestors 'none'";

    private final String policy;
    private final String opener;
    private final Mono<byte[]> page;

    WebAppHandler(TelegramSettings telegram) {
        var hasWidget = telegram.widgetBot() != null;
        this.policy = POLICY.formatted(
                hasWidget ? " https://telegram.org" : "", hasWidget ? " https://oauth.telegram.org" : "");
        // The widget signs people in within a window of its own, and hears from that.
        this.opener = hasWidget ? "same-origin-allow-popups" : "same-origin";
        this.page = new JarFile(PAGE)
                .content()
                .onErrorResume(NotFound.class, notBuilt -> new JarFile("pages/without-web-app.html").content())
                .cache();
    }

    Mono<ServerResponse> page(ServerRequest request) {
        return page.flatMap(bytes -> ServerResponse.ok()
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", policy)
                .header("Cross-Origin-Opener-Policy", opener)
                .bodyValue(bytes));
    }

    Mono<ServerResponse> asset(ServerRequest request) {
        return new JarFile(FOLDER + "assets/" + request.pathVariable("file")).answer(FOR_EVER);
    }

    /** What is beside the page under its own name. */
    Mono<ServerResponse> icon(ServerRequest request) {
        return new JarFile(FOLDER + "favicon.svg").answer(A_DAY);
    }

    Mono<ServerResponse> manifest(ServerRequest request) {
        return new JarFile(FOLDER + "manifest.webmanifest").answer(A_DAY);
    }
}
