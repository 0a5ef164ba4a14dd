package dev.guildhall.storage.web;

import dev.guildhall.shared.Forbidden;
import dev.guildhall.shared.NotFound;
import dev.guildhall.storage.FileLinks;
import dev.guildhall.storage.FileStore;
import dev.guildhall.storage.StoredFile;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Component
class MediaHandler {

    private static final String DESTINATION = "Sec-Fetch-Dest";
    private static final Set<String> FRAMES = Set.of("iframe", "frame", "embed", "object");
    private static final CacheControl CACHE =
            CacheControl.maxAge(Duration.ofMinutes(5)).cachePrivate();

    private final FileStore files;
    private final FileLinks links;

    MediaHandler(FileStore files, FileLinks links) {
        this.files = files;
        this.links = links;
    }

    Mono<ServerResponse> serve(ServerRequest request) {
        var name = request.pathVariable("name");
        var key = request.pathVariable("category") + "/" + name;
        if (!links.opens(key, parameter(request, "expires"), parameter(request, "signature"))) {
            return Mono.error(() -> new Forbidden("media.link_invalid"));
        }
        return files.find(key)
                .switchIfEmpty(Mono.error(() -> new NotFound("error.not_found")))
                .flatMap(file -> respond(request, key, name, file));
    }

    private Mono<ServerResponse> respond(ServerRequest request, String key, String name, StoredFile file) {
        var presentation = Presentation.of(name, file.head(), isFramed(request));
        // A presigned link is good for one method, GET.
        return (presentation.isFramed() || request.method() == HttpMethod.HEAD
                        ? Mono.<URI>empty()
                        : files.link(key, presentation.type(), presentation.disposition(name)))
                .flatMap(elsewhere -> ServerResponse.temporaryRedirect(elsewhere)
                        .cacheControl(CACHE)
                        .varyBy(DESTINATION)
                        .build())
                .switchIfEmpty(Mono.defer(() -> give(request, name, file, presentation)));
    }

    private static Mono<ServerResponse> give(
            ServerRequest request, String name, StoredFile file, Presentation presentation) {
        var response = ServerResponse.ok()
                .contentType(presentation.type())
                .contentLength(file.size())
                .cacheControl(CACHE)
                .varyBy(DESTINATION)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        presentation.disposition(name).toString())
                .header("Content-Security-Policy", presentation.policy())
                .header("X-Frame-Options", presentation.framing())
                .header("X-Content-Type-Options", "nosniff");
        return request.method() == HttpMethod.HEAD
                ? response.build()
                : response.body(BodyInserters.fromDataBuffers(file.content()));
    }

    /** Whether a page asks for it to show it within itself, which browsers tell and no page can. */
    private static boolean isFramed(ServerRequest request) {
        return FRAMES.contains(Objects.requireNonNullElse(request.headers().firstHeader(DESTINATION), ""));
    }

    private static String parameter(ServerRequest request, String name) {
        return request.queryParam(name).orElse("");
    }
}
