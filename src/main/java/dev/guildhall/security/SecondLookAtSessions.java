package dev.guildhall.security;

import dev.guildhall.shared.Caller;
import dev.guildhall.shared.Forbidden;
import java.time.Instant;
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
        return find(session.caller().id(), session.id(), session.since())
                .filter(session.caller()::equals)
                .switchIfEmpty(Mono.error(() -> new Forbidden("error.forbidden")))
                .then();
    }

    /** Who has access by a token of then; empty when it has ended meanwhile, or there is no such account. */
    Mono<Caller> find(long account, @Nullable UUID session, Instant since) {
        return isAlive(session)
                .filter(alive -> alive)
                .flatMap(alive -> principals.find(account))
                .filter(principal -> principal.grants(session, since))
                .map(Principal::caller);
    }

    private Mono<Boolean> isAlive(@Nullable UUID session) {
        return session == null ? Mono.just(true) : revoked.contains(session).map(ended -> !ended);
    }
}
