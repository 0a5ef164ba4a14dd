package dev.guildhall.profile.web;

import static org.springframework.web.reactive.function.server.ServerResponse.ok;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.guildhall.identity.SessionService;
import dev.guildhall.identity.SignedIn;
import dev.guildhall.shared.InvalidFields;
import dev.guildhall.shared.Refusal;
import dev.guildhall.shared.web.Body;
import dev.guildhall.shared.web.BodyReader;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
class SessionHandler {

    private final SessionService sessions;
    private final BodyReader bodies;
    private final RefreshCookies cookies;
    private final Devices devices;

    SessionHandler(SessionService sessions, BodyReader bodies, RefreshCookies cookies, Devices devices) {
        this.sessions = sessions;
        this.bodies = bodies;
        this.cookies = cookies;
        this.devices = devices;
    }

    /** The new refresh token goes back the way the old one came. */
    Mono<ServerResponse> refresh(ServerRequest request) {
        return bodies.with(request, body -> {
            var sent = tokenIn(body);
            var token = sent.or(() -> cookies.find(request))
                    .orElseThrow(() -> InvalidFields.of("refresh", "field.required"));
            return sessions.refresh(token, devices.of(request))
                    .flatMap(renewed -> sent.isPresent() ? byBody(renewed) : byCookie(renewed));
        });
    }

    /** Always works: a token that is no good needs no ending, and the cookie goes in any case. */
    Mono<ServerResponse> logout(ServerRequest request) {
        return bodies.with(request, body -> end(request, body))
                .then(ok().cookie(cookies.cleared()).bodyValue(Map.of("success", true)));
    }

    private Mono<Void> end(ServerRequest request, Body body) {
        var tokens = Stream.concat(legibleToken(body).stream(), cookies.find(request).stream());
        return Flux.fromStream(tokens)
                .concatMap(token -> sessions.end(token, devices.of(request)))
                .then();
    }

    private static Optional<String> tokenIn(Body body) {
        var fields = body.fields();
        var token = fields.nullableText("refresh", Integer.MAX_VALUE);
        fields.check();
        return token;
    }

    private static Optional<String> legibleToken(Body body) {
        try {
            return tokenIn(body);
        } catch (Refusal illegible) {
            return Optional.empty();
        }
    }

    private static Mono<ServerResponse> byBody(SignedIn renewed) {
        return ok().bodyValue(new RefreshResponse(renewed.access(), renewed.refresh()));
    }

    private Mono<ServerResponse> byCookie(SignedIn renewed) {
        return ok().cookie(cookies.with(renewed.refresh())).bodyValue(new RefreshResponse(renewed.access(), null));
    }

    private record RefreshResponse(
            String access,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String refresh) {}
}
