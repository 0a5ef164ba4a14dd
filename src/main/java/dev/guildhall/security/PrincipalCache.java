package dev.guildhall.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.guildhall.bus.Evictable;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * People by their account id, so that a request reads no account row. Whoever changes an account publishes its eviction in the same
 * transaction; an entry that is being read at that moment is not kept.
 */
@Component
public class PrincipalCache implements Evictable {

    /** What to publish with the account id when a role, an activation or a ban changes. */
    public static final String KIND = "principal";

    private static final int MOST_PEOPLE = 50_000;

    /** The longest an entry can be wrong when the live bus is broken. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Cache<Long, Mono<Principal>> principals = Caffeine.newBuilder()
            .maximumSize(MOST_PEOPLE)
            .expireAfterWrite(LONGEST)
            .build();
    private final PrincipalQueries queries;

    PrincipalCache(PrincipalQueries queries) {
        this.queries = queries;
    }

    /** Empty when there is no such account. */
    Mono<Principal> find(long accountId) {
        return Mono.defer(() -> principals.get(accountId, id -> Evictable.readOnce(queries.find(id))));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void evict(String accountId) {
        principals.invalidate(Long.valueOf(accountId));
    }

    @Override
    public void evictAll() {
        principals.invalidateAll();
    }
}
