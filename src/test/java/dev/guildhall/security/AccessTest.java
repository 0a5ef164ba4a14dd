package dev.guildhall.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.StatementCounter;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

@GuildhallTest
class AccessTest {

    @Autowired
    Api api;

    @Autowired
    WebTestClient web;

    @Autowired
    StatementCounter statements;

    @Test
    void asksForATokenBeforeAnythingElse() {
        for (var path : new String[] {"/api/me/", "/api/v1/me", "/api/admin/users/", "/api/appointments/999999999/"}) {
            for (var method :
                    new HttpMethod[] {HttpMethod.GET, HttpMethod.POST, HttpMethod.DELETE, HttpMethod.OPTIONS}) {
                web.method(method)
                        .uri(path)
                        .exchange()
                        .expectStatus()
                        .isUnauthorized()
                        .expectHeader()
                        .valueEquals(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"api\"")
                        .expectBody()
                        .jsonPath("$.detail")
                        .isNotEmpty();
            }
        }
    }

    @Test
    void refusesMalformedCredentials() {
        var token = api.client().token();
        for (var header : new String[] {
            "",
            "Bearer",
            "Bearer ",
            "Bearer one two",
            "Token " + token,
            "Basic YTpi",
            token,
            "Bearer a.b.c",
            "Bearer" + token,
            "Bearer " + token + "x",
            "Bearer " + token.substring(0, token.lastIndexOf('.') + 1)
        }) {
            get("/api/me/", header).expectStatus().isUnauthorized();
        }
        get("/api/me/", "Bearer " + token).expectStatus().isOk();
        get("/api/me/", "bearer " + token).expectStatus().isOk();
    }

    @Test
    void checksTheRoleBeforeTheMethodAndTheMethodBeforeTheObject() {
        var client = api.client();
        client.delete("/admin/users/").expect(403);
        client.post("/admin/users/999999999/ban/", "{").expect(403);
        api.admin().delete("/admin/users/").expect(405);
        api.admin().get("/admin/users/999999999/ban/").expect(405);
        api.admin().post("/admin/users/999999999/ban/", "{").expect(404);
    }

    @Test
    void whatIsNotInTheTableDoesNotExistForAnybody() {
        for (var path : new String[] {
            "/api",
            "/api/",
            "/api/nonsense/",
            "/api/me/x/",
            "/api/admin/users/abc/ban/",
            "/healthz/x",
            "/actuator",
            "/actuator/env",
            "/actuator/beans",
            "/error",
            "/login",
            "/logout",
            "/index.html",
            "/webjars/"
        }) {
            web.get().uri(path).exchange().expectStatus().value(AccessTest::isGone);
            get(path, "Bearer " + api.admin().token()).expectStatus().value(AccessTest::isGone);
        }
    }

    @Test
    void doesNotEvenLookAtTokensWhereEverybodyMayCall() {
        for (var header : new String[] {"Bearer stale", "Basic YTpi", "nonsense"}) {
            get("/api/auth/bootstrap-status/", header).expectStatus().isOk();
            get("/healthz", header).expectStatus().isOk();
        }
        get("/actuator/health/liveness", "Bearer stale").expectStatus().isOk();
    }

    @Test
    void readsNoAccountForAKnownCaller() {
        var client = api.client();
        client.get("/me/").expect(200);
        assertThat(statements.during(() -> client.get("/me/").expect(200))).hasSize(1);
    }

    @Test
    void sendsSecurityHeadersAndKeepsAnswersOutOfCaches() {
        get("/api/me/", "Bearer " + api.client().token())
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff")
                .expectHeader()
                .valueEquals("X-Frame-Options", "DENY")
                .expectHeader()
                .valueEquals("Referrer-Policy", "no-referrer")
                .expectHeader()
                .valueMatches("Cache-Control", ".*no-store.*")
                .expectHeader()
                .valueEquals("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                .expectHeader()
                .valueEquals("Cross-Origin-Opener-Policy", "same-origin")
                .expectHeader()
                .valueEquals("Cross-Origin-Resource-Policy", "same-origin")
                .expectHeader()
                .valueMatches("Permissions-Policy", ".*camera=\\(\\).*")
                .expectHeader()
                .doesNotExist("Strict-Transport-Security");
    }

    /** The tests come from this machine, which counts as a proxy. */
    @Test
    void whoCameByTlsIsToldToStayWithIt() {
        for (var path : new String[] {"/healthz", "/api/me/", "/api/nothing/"}) {
            web.get()
                    .uri(path)
                    .header("X-Forwarded-Proto", "https")
                    .exchange()
                    .expectHeader()
                    .valueEquals("Strict-Transport-Security", "max-age=31536000");
        }
    }

    private ResponseSpec get(String path, String authorization) {
        return web.get()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, authorization)
                .exchange();
    }

    private static void isGone(int status) {
        assertThat(status).isIn(404, 400);
    }
}
