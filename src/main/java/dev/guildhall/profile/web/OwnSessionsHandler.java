package dev.guildhall.profile.web;

import static org.springframework.web.reactive.function.server.ServerResponse.noContent;
import static org.springframework.web.reactive.function.server.ServerResponse.ok;

import dev.guildhall.identity.OpenSession;
import dev.guildhall.identity.PasswordRules;
import dev.guildhall.identity.PasswordService;
import dev.guildhall.identity.SessionService;
import dev.guildhall.security.Session;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.NotFound;
import dev.guildhall.shared.web.BodyReader;
import dev.guildhall.shared.web.Pages;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Where one is signed in, and the password that one signs in with. */
@Component
class OwnSessionsHandler {

    private final SessionService sessions;
    private final PasswordService passwords;
    private final PasswordRules rules;
    private final BodyReader bodies;
    private final Pages pages;

    OwnSessionsHandler(
            SessionService sessions, PasswordService passwords, PasswordRules rules, BodyReader bodies, Pages pages) {
        this.pages = pages;
        this.sessions = sessions;
        this.passwords = passwords;
        this.rules = rules;
        this.bodies = bodies;
    }

    Mono<ServerResponse> list(ServerRequest request, Caller caller) {
        return Session.of(request)
                .flatMap(own -> pages.answer(
                        request,
                        caller,
                        slice -> sessions.list(caller.id(), slice),
                        session -> List.of(session.lastUsedAt(), session.id()),
                        session -> SessionResponse.from(session, own)));
    }

    Mono<ServerResponse> end(ServerRequest request, Caller caller) {
        return Mono.fromSupplier(() -> session(request))
                .flatMap(session -> sessions.endOwn(caller.id(), session))
                .then(noContent().build());
    }

    Mono<ServerResponse> endOthers(ServerRequest request, Caller caller) {
        return Session.of(request)
                .flatMap(own -> sessions.endOthers(own))
                .map(ended -> Map.of("ended", ended))
                .flatMap(ok()::bodyValue);
    }

    Mono<ServerResponse> changePassword(ServerRequest request, Caller caller) {
        return Session.of(request)
                .flatMap(own -> bodies.with(request, body -> {
                    var change = SignInRequests.passwordChange(body.fields(), caller.username(), rules);
                    return passwords
                            .change(own, change.current(), change.fresh())
                            .thenReturn(true);
                }))
                .flatMap(changed -> ok().bodyValue(Map.of("success", changed)));
    }

    private static UUID session(ServerRequest request) {
        try {
            return UUID.fromString(request.pathVariable("session"));
        } catch (IllegalArgumentException malformed) {
            throw new NotFound("error.not_found");
        }
    }

    /** @param current whether the request itself comes from there */
    private record SessionResponse(
            UUID id,
            String device,
            String userAgent,
            String address,
            Instant createdAt,
            Instant lastUsedAt,
            Instant expiresAt,
            boolean current) {

        static SessionResponse from(OpenSession session, Session own) {
            return new SessionResponse(
                    session.id(),
                    Devices.name(session.device().userAgent()),
                    session.device().userAgent(),
                    session.device().address(),
                    session.createdAt(),
                    session.lastUsedAt(),
                    session.expiresAt(),
                    session.id().equals(own.id()));
        }
    }
}
