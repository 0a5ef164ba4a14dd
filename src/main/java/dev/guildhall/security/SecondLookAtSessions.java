package dev.guildhall.security;

import dev.guildhall.shared.Forbidden;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Looks again at who was let in a while ago, by the caches of this module. */
@Component
public class SecondLookAtSessions {

    private final RevokedSessions revoked;
    private final PrincipalCache principals;

    SecondLookAtSessions(RevokedSessions revoked, PrincipalCache principals) {
        this.revoked = revoked;
        this.principals = principals;
    }

    /** Fails unless the session is alive and its account exactly what it was. */
    public Mono<Void> require(Session session) {
        return isAlive(session.id())
                .filter(alive -> alive)
                .flatMap(alive -> principals.find(session.caller().id()))
                .filter(session.caller()::equals)
                .switchIfEmpty(Mono.error(() -> new Forbidden("error.forbidden")))
                .then();
    }

    Mono<Boolean> isAlive(@Nullable UUID session) {
        return session == null ? Mono.just(true) : revoked.contains(session).map(ended -> !ended);
    }
}
