package dev.guildhall.apidocs.web;

import dev.guildhall.shared.NotFound;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Answers with files of the jar: ours, and a few of Swagger UI's. Nothing comes from another host. */
@Component
class ApiDocsHandler {

    /** Swagger UI sets styles in its markup; everything else is as strict as can be. */
    private static final String PAGE_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
                    + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final List<String> SWAGGER_UI =
            List.of("swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png");

    private final Resource schema = new ClassPathResource("apidocs/openapi.yaml");
    private final Resource page = new ClassPathResource("apidocs/index.html");
    private final Map<String, Resource> assets = new HashMap<>();

    ApiDocsHandler() {
        assets.put("init.js", new ClassPathResource("apidocs/init.js"));
        var webjar = "META-INF/resources/webjars/swagger-ui/" + swaggerUiVersion() + "/";
        SWAGGER_UI.forEach(file -> assets.put(file, new ClassPathResource(webjar + file)));
    }

    Mono<ServerResponse> schema(ServerRequest request) {
        var yaml = new MediaType(MediaType.APPLICATION_YAML, StandardCharsets.UTF_8);
        return read(schema)
                .flatMap(bytes -> ServerResponse.ok().contentType(yaml).bodyValue(bytes));
    }

    Mono<ServerResponse> page(ServerRequest request) {
        return read(page).flatMap(bytes -> ServerResponse.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Security-Policy", PAGE_POLICY)
                .bodyValue(bytes));
    }

    Mono<ServerResponse> asset(ServerRequest request) {
        return Mono.justOrEmpty(assets.get(request.pathVariable("file")))
                .switchIfEmpty(Mono.error(() -> new NotFound("error.not_found")))
                .flatMap(this::asset);
    }

    private Mono<ServerResponse> asset(Resource file) {
        return read(file).flatMap(bytes -> ServerResponse.ok()
                .contentType(typeOf(file))
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
                .bodyValue(bytes));
    }

    /** Reading from the jar may block. */
    private static Mono<byte[]> read(Resource file) {
        return Mono.fromCallable(file::getContentAsByteArray).subscribeOn(Schedulers.boundedElastic());
    }

    private static MediaType typeOf(Resource file) {
        return MediaTypeFactory.getMediaType(file).orElse(MediaType.APPLICATION_OCTET_STREAM);
    }

    /** The version is part of the path in the webjar. */
    private static String swaggerUiVersion() {
        var coordinates = new ClassPathResource("META-INF/maven/org.webjars/swagger-ui/pom.properties");
        try {
            return Optional.ofNullable(
                            PropertiesLoaderUtils.loadProperties(coordinates).getProperty("version"))
                    .orElseThrow(() -> new IllegalStateException(coordinates + " names no version"));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
