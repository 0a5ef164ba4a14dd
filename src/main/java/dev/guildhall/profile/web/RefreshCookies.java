package dev.guildhall.profile.web;

import dev.guildhall.security.SecuritySettings;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;

/** The cookie that carries the refresh token, out of reach of scripts. */
@Component
class RefreshCookies {

    private final SecuritySettings.RefreshCookie cookie;
    private final Duration lifetime;

    RefreshCookies(SecuritySettings settings) {
        this.cookie = settings.refreshCookie();
        this.lifetime = settings.refreshLifetime();
    }

    Optional<String> find(ServerRequest request) {
        return Optional.ofNullable(request.cookies().getFirst(cookie.name()))
                .map(HttpCookie::getValue)
                .filter(value -> !value.isEmpty());
    }

    ResponseCookie with(String token) {
        return cookie(token, lifetime);
    }

    ResponseCookie cleared() {
        return cookie("", Duration.ZERO);
    }

    private ResponseCookie cookie(String value, Duration maxAge) {
        return ResponseCookie.from(cookie.name(), value)
                .httpOnly(true)
                .secure(cookie.secure())
                .sameSite(cookie.sameSite())
                .path("/")
                .maxAge(maxAge)
                .build();
    }
}
