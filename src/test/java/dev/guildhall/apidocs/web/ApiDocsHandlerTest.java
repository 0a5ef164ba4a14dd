package dev.guildhall.apidocs.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.shared.NotFound;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

class ApiDocsHandlerTest {

    private final ApiDocsHandler docs = new ApiDocsHandler();
    private final WebTestClient api = WebTestClient.bindToRouterFunction(RouterFunctions.route()
                    .GET("/api/schema/", docs::schema)
                    .GET("/api/docs/", docs::page)
                    .GET("/api/docs/{file}", docs::asset)
                    .onError(NotFound.class, (unknown, request) -> ServerResponse.notFound()
                            .build())
                    .build())
            .configureClient()
            .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(4 << 20))
            .build();

    @Test
    void servesTheDescription() {
        var answer = get("/api/schema/");

        assertThat(answer.getResponseHeaders().getContentType())
                .isEqualTo(MediaType.parseMediaType("application/yaml;charset=UTF-8"));
        assertThat(answer.getResponseBody()).startsWith("openapi: 3.1.0");
    }

    @Test
    void servesAPageThatNeedsNothingButThisServer() {
        var page = get("/api/docs/");

        assertThat(page.getResponseHeaders().getFirst("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self';");
        assertThat(page.getResponseBody()).doesNotContain("://");
        assertThat(linksOf(page))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(get(link).getResponseBody()).isNotEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "swagger-ui.css, text/css",
        "swagger-ui-bundle.js, text/javascript",
        "init.js, text/javascript",
        "favicon-32x32.png, image/png"
    })
    void servesEveryPartOfThePageAsWhatItIs(String file, String type) {
        assertThat(get("/api/docs/" + file).getResponseHeaders().getContentType())
                .hasToString(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"swagger-ui.js", "index.html", "openapi.yaml", "..%2Fopenapi.yaml"})
    void servesNoOtherFile(String file) {
        api.get().uri(URI.create("/api/docs/" + file)).exchange().expectStatus().isNotFound();
    }

    private static List<String> linksOf(EntityExchangeResult<String> page) {
        return Pattern.compile("(?:src|href)=\"([^\"]+)\"")
                .matcher(String.valueOf(page.getResponseBody()))
                .results()
                .map(link -> link.group(1))
                .toList();
    }

    private EntityExchangeResult<String> get(String path) {
        return api.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult();
    }
}
