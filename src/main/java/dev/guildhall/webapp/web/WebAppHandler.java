package dev.guildhall.webapp.web;

import dev.guildhall.identity.TelegramSettings;
import dev.guildhall.shared.NotFound;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

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
            "default-src 'none'; script-src 'self'%s; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob: https:; "
                    + "font-src 'self'; connect-src 'self'; manifest-src 'self'; frame-src 'self'%s; base-uri 'none'; "
                    + "form-action 'self'; frame-ancestors 'none'";

    private final String policy;
    private final Mono<byte[]> page;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();

    WebAppHandler(TelegramSettings telegram) {
        var hasWidget =
                !telegram.botToken().isEmpty() && !telegram.loginBotUsername().isEmpty();
        this.policy = POLICY.formatted(
                hasWidget ? " https://telegram.org" : "", hasWidget ? " https://oauth.telegram.org" : "");
        var built = new ClassPathResource(PAGE);
        this.page = read(built.exists() ? built : new ClassPathResource("pages/without-web-app.html"))
                .cache();
    }

    Mono<ServerResponse> page(ServerRequest request) {
        return page.flatMap(bytes -> ServerResponse.ok()
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", policy)
                .bodyValue(bytes));
    }

    Mono<ServerResponse> asset(ServerRequest request) {
        return file("assets/" + request.pathVariable("file"), FOR_EVER);
    }

    /** What is beside the page under its own name. */
    Mono<ServerResponse> icon(ServerRequest request) {
        return file("favicon.svg", A_DAY);
    }

    Mono<ServerResponse> manifest(ServerRequest request) {
        return file("manifest.webmanifest", A_DAY);
    }

    private Mono<ServerResponse> file(String name, CacheControl cache) {
        return Mono.justOrEmpty(files.get(name))
                .switchIfEmpty(Mono.defer(() -> load(name)))
                .flatMap(bytes -> ServerResponse.ok()
                        .contentType(typeOf(name))
                        .cacheControl(cache)
                        .bodyValue(bytes));
    }

    private Mono<byte[]> load(String name) {
        var resource = new ClassPathResource(FOLDER + name);
        return Mono.fromCallable(resource::exists)
                .subscribeOn(Schedulers.boundedElastic())
                .filter(exists -> exists)
                .switchIfEmpty(Mono.error(() -> new NotFound("error.not_found")))
                .flatMap(exists -> read(resource))
                .doOnNext(bytes -> files.put(name, bytes));
    }

    /** Reading from the jar may block. */
    private static Mono<byte[]> read(ClassPathResource resource) {
        return Mono.fromCallable(resource::getContentAsByteArray).subscribeOn(Schedulers.boundedElastic());
    }

    private static MediaType typeOf(String name) {
        return name.endsWith(".webmanifest")
                ? MediaType.valueOf("application/manifest+json")
                : MediaTypeFactory.getMediaType(name).orElse(MediaType.APPLICATION_OCTET_STREAM);
    }
}
