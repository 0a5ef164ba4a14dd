package dev.guildhall.profile.web;

import dev.guildhall.security.SecuritySettings;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;

/** The cookie that carries the refresh token, and the one by which a browser is known, out of reach of scripts. */
@Component
class RefreshCookies {

    private static final String KNOWN_DEVICE = "known_device";
    private static final Duration KNOWN_FOR = Duration.ofDays(365);

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

    /** What the browser is known by, unverified; empty without. */
    String knownDevice(ServerRequest request) {
        var sent = request.cookies().getFirst(KNOWN_DEVICE);
        return sent == null ? "" : sent.getValue();
    }

    ResponseCookie ofKnownDevice(String proof) {
        return cookie(KNOWN_DEVICE, proof, KNOWN_FOR);
    }

    private ResponseCookie cookie(String value, Duration maxAge) {
        return cookie(cookie.name(), value, maxAge);
    }

    private ResponseCookie cookie(String name, String value, Duration maxAge) {
        return ResponseCookie.from(name, value)
                .httpOnly(true)
                .secure(cookie.secure())
                .sameSite(cookie.sameSite())
                .path("/")
                .maxAge(maxAge)
                .build();
    }
}
