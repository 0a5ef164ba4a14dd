package dev.guildhall.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.Api.Answer;
import dev.guildhall.testing.GuildhallTest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/** Pages of others cannot use the cookies a browser holds for us. */
@GuildhallTest
class OriginCheckTest {

    private static final int NO_TOKEN = 400;

    @Autowired
    private Api api;

    @ParameterizedTest
    @CsvSource({
        "https://evil.example, cross-site",
        "https://evil.example,",
        "null,",
        "http://localhost.evil.example,",
        "http://localhost:1,",
        "file://,",
        ", cross-site",
        ", same-site",
    })
    void anotherSiteIsRefused(@Nullable String origin, @Nullable String site) {
        var refused = refresh(origin, site);

        assertThat(refused.expect(403).has("detail")).isTrue();
        assertThat(refused.headers().get(HttpHeaders.SET_COOKIE)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"login", "register", "telegram", "bootstrap-admin", "refresh", "logout"})
    void nothingThatReadsOrGivesACookieIsOpenToOthers(String what) {
        for (var prefix : new String[] {"/api/", "/api/v1/"}) {
            send(prefix + "auth/" + what + "/", "https://evil.example", "cross-site")
                    .expect(403);
        }
    }

    @Test
    void ourOwnPagesAreServed() {
        var own = api.address();
        refresh(own, null).expect(NO_TOKEN);
        refresh(own, "same-origin").expect(NO_TOKEN);
        refresh(own.replace("http:", "https:"), null).expect(NO_TOKEN);
        refresh(null, "none").expect(NO_TOKEN);
        // A proxy that rewrites the host cannot make the browser's own word worse.
        refresh("https://app.example", "same-origin").expect(NO_TOKEN);
    }

    @Test
    void behindAProxyItIsTheHostItWasAskedForThatCounts() {
        var headers = Map.of(HttpHeaders.ORIGIN, "https://app.example", "X-Forwarded-Host", "app.example");
        api.send(HttpMethod.POST, "/api/auth/refresh/", null, null, headers).expect(NO_TOKEN);
    }

    @Test
    void programsSayNothingAndAreServed() {
        refresh(null, null).expect(NO_TOKEN);
    }

    @Test
    void whoSendsATokenMayComeFromAnywhere() {
        var client = api.client();
        var headers = Map.of(HttpHeaders.ORIGIN, "https://evil.example", "Sec-Fetch-Site", "cross-site");
        api.send(HttpMethod.POST, "/api/appointments/", client.token(), Map.of(), headers)
                .expect(400);
    }

    private Answer refresh(@Nullable String origin, @Nullable String site) {
        return send("/api/auth/refresh/", origin, site);
    }

    private Answer send(String path, @Nullable String origin, @Nullable String site) {
        var headers = new HashMap<String, String>();
        if (origin != null) {
            headers.put(HttpHeaders.ORIGIN, origin);
        }
        if (site != null) {
            headers.put("Sec-Fetch-Site", site);
        }
        return api.send(HttpMethod.POST, path, null, null, headers);
    }
}
