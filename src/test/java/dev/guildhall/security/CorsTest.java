package dev.guildhall.security;

import dev.guildhall.testing.GuildhallTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

@GuildhallTest
@TestPropertySource(properties = "CORS_ALLOWED_ORIGINS=https://app.example")
class CorsTest {

    @Autowired
    WebTestClient web;

    @Test
    void aPreflightOfAKnownOriginNeedsNoToken() {
        preflight("https://app.example")
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "https://app.example")
                .expectHeader()
                .valueEquals(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true")
                .expectHeader()
                .valueMatches(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, ".*PATCH.*")
                .expectHeader()
                .valueMatches(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "(?i).*authorization.*");
    }

    @Test
    void aPreflightOfAnotherOriginIsNotPermitted() {
        preflight("https://evil.example")
                .expectHeader()
                .doesNotExist(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)
                .expectHeader()
                .doesNotExist(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS);
    }

    @Test
    void errorsCanBeReadByAKnownOriginToo() {
        web.get()
                .uri("/api/me/")
                .header(HttpHeaders.ORIGIN, "https://app.example")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueEquals(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "https://app.example");
    }

    @Test
    void anotherOriginIsAnsweredAndMayNotReadIt() {
        web.get()
                .uri("/api/auth/bootstrap-status/")
                .header(HttpHeaders.ORIGIN, "https://evil.example")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .doesNotExist(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN);
    }

    private ResponseSpec preflight(String origin) {
        return web.method(HttpMethod.OPTIONS)
                .uri("/api/admin/users/5/role/")
                .header(HttpHeaders.ORIGIN, origin)
                .header(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD, "PATCH")
                .header(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS, "authorization, content-type")
                .exchange();
    }
}
