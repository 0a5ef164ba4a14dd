package dev.guildhall.apidocs.web;

import dev.guildhall.shared.NotFound;
import dev.guildhall.shared.web.JarFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Answers with files of the jar: ours, and a few of Swagger UI's. Nothing comes from another host. */
@Component
class ApiDocsHandler {

    /** Swagger UI sets styles in its markup; everything else is as strict as can be. */
    private static final String PAGE_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
                    + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final List<String> SWAGGER_UI =
            List.of("swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png");

    private static final CacheControl AN_HOUR = CacheControl.maxAge(Duration.ofHours(1));

    private final JarFile schema = new JarFile("apidocs/openapi.yaml");
    private final JarFile page = new JarFile("apidocs/index.html");
    private final Map<String, JarFile> assets = new HashMap<>();

    ApiDocsHandler() {
        assets.put("init.js", new JarFile("apidocs/init.js"));
        var webjar = "META-INF/resources/webjars/swagger-ui/" + swaggerUiVersion() + "/";
        SWAGGER_UI.forEach(file -> assets.put(file, new JarFile(webjar + file)));
    }

    Mono<ServerResponse> schema(ServerRequest request) {
        var yaml = new MediaType(MediaType.APPLICATION_YAML, StandardCharsets.UTF_8);
        return schema.content()
                .flatMap(bytes -> ServerResponse.ok().contentType(yaml).bodyValue(bytes));
    }

    Mono<ServerResponse> page(ServerRequest request) {
        return page.content().flatMap(bytes -> ServerResponse.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Security-Policy", PAGE_POLICY)
                .bodyValue(bytes));
    }

    Mono<ServerResponse> asset(ServerRequest request) {
        return Mono.justOrEmpty(assets.get(request.pathVariable("file")))
                .switchIfEmpty(Mono.error(() -> new NotFound("error.not_found")))
                .flatMap(file -> file.answer(AN_HOUR));
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
