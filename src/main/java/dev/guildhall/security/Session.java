package dev.guildhall.security;

import dev.guildhall.shared.Caller;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/**
 * Somebody's access, as proven by the request at hand.
 *
 * @param id the sign-in it came from; null with tokens of the original service, which knows no sessions
 * @param since when its token was issued, in whole seconds
 * @param until when it expires
 */
public record Session(Caller caller, @Nullable UUID id, Instant since, Instant until) {

    /** The session of a guarded request. */
    public static Mono<Session> of(ServerRequest request) {
        return request.principal().cast(CallerAuthentication.class).map(CallerAuthentication::session);
    }
}
