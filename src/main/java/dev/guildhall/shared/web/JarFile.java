package dev.guildhall.shared.web;

import dev.guildhall.shared.NotFound;
import java.io.FileNotFoundException;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A file of the jar, to be answered with.
 *
 * @param path where it is on the class path
 */
public record JarFile(String path) {

    /** Reading may block. A file that is not there is a {@link NotFound}. */
    public Mono<byte[]> content() {
        return Mono.fromCallable(() -> new ClassPathResource(path).getContentAsByteArray())
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorMap(FileNotFoundException.class, missing -> new NotFound("error.not_found"));
    }

    /** Answers with it. */
    public Mono<ServerResponse> answer(CacheControl cache) {
        return content().flatMap(bytes -> ServerResponse.ok()
                .contentType(type())
                .cacheControl(cache)
                .bodyValue(bytes));
    }

    private MediaType type() {
        return path.endsWith(".webmanifest")
                ? MediaType.valueOf("application/manifest+json")
                : MediaTypeFactory.getMediaType(path).orElse(MediaType.APPLICATION_OCTET_STREAM);
    }
}
