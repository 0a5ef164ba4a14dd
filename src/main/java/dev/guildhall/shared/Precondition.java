package dev.guildhall.shared;

import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * The states a caller is prepared to change. Travels in the reactive context; whoever changes something that has versions asks for it
 * when they have locked it, so that of two who have seen the same state one is too late.
 */
public final class Precondition {

    private final Set<String> versions;

    private Precondition(Set<String> versions) {
        this.versions = versions;
    }

    public static Precondition anyOf(Set<String> versions) {
        return new Precondition(Set.copyOf(versions));
    }

    /**
     * Fails with PreconditionFailed unless the caller is prepared for this state; callers who have not said anything are prepared for all.
     *
     * @param version of the thing as it is now, locked; read only if somebody wants to know. Nothing when there is no such thing
     */
    public static Mono<Void> require(Mono<String> version) {
        return require(version, Optional.empty());
    }

    /**
     * As {@link #require}, of a thing whose id is not the one in the address.
     *
     * @param id by which it is shown
     */
    public static Mono<Void> requireOf(long id, Mono<String> version) {
        return require(version, Optional.of(id));
    }

    public Context into(Context context) {
        return context.put(Precondition.class, this);
    }

    private static Mono<Void> require(Mono<String> version, Optional<Long> id) {
        return Mono.deferContextual(context -> context.<Precondition>getOrEmpty(Precondition.class)
                .map(precondition ->
                        version.doOnNext(now -> precondition.check(now, id)).then())
                .orElseGet(Mono::empty));
    }

    private void check(String version, Optional<Long> id) {
        if (!versions.contains(version)) {
            throw new PreconditionFailed("error.precondition_failed", id);
        }
    }
}
