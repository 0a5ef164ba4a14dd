package dev.guildhall.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.guildhall.bus.Evictable;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Sessions that were ended while access tokens of theirs are still good. Told of each one by its eviction; after a start, or whenever
 * evictions may have been missed, the first request that asks reads them from the database. Nothing known is ever forgotten before
 * the last token of the session has expired, so a revocation that arrives during that read is not lost.
 */
@Component
public class RevokedSessions implements Evictable {

    /** What to publish with the session id when a session is ended. */
    public static final String KIND = "session";

    private final PrincipalQueries queries;
    private final Clock clock;
    private final Duration accessLifetime;
    private final Cache<UUID, Boolean> revoked;
    private volatile Mono<Boolean> complete;

    RevokedSessions(PrincipalQueries queries, SecuritySettings settings, Clock clock) {
        this.queries = queries;
        this.clock = clock;
        this.accessLifetime = settings.accessLifetime();
        this.revoked = Caffeine.newBuilder().expireAfterWrite(accessLifetime).build();
        this.complete = loadOnce();
    }

    public Mono<Boolean> contains(UUID session) {
        return complete.map(known -> revoked.getIfPresent(session) != null);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void evict(String session) {
        revoked.put(UUID.fromString(session), true);
    }

    @Override
    public void evictAll() {
        complete = loadOnce();
    }

    private Mono<Boolean> loadOnce() {
        return Evictable.readOnce(
                Mono.defer(() -> queries.listRevokedSessions(clock.instant().minus(accessLifetime))
                        .doOnNext(session -> revoked.put(session, true))
                        .then(Mono.just(true))));
    }
}
