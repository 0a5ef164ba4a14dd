package dev.guildhall.shared;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * A request that is only tried out: what it does is done, told, and undone. Travels in the reactive context; whoever does something a
 * rollback does not undo has to ask for it.
 */
public final class Rehearsal {

    private final Caller caller;
    private final List<Object> observations = new ArrayList<>();
    private final Map<String, Object> consequences = new LinkedHashMap<>();

    public Rehearsal(Caller caller) {
        this.caller = caller;
    }

    /** The rehearsal this is part of, if it is one. */
    public static Optional<Rehearsal> of(ContextView context) {
        return context.getOrEmpty(Rehearsal.class);
    }

    /** One thing when this is a rehearsal, another when it is serious. */
    public static <T> Mono<T> choose(Mono<T> rehearsed, Mono<T> serious) {
        return Mono.deferContextual(context -> of(context).isPresent() ? rehearsed : serious);
    }

    /** Notes something that is to be told afterwards; to no effect when it is serious. */
    public static Mono<Void> observe(Object observation) {
        return Mono.deferContextual(context -> {
            of(context).ifPresent(rehearsal -> rehearsal.observations.add(observation));
            return Mono.empty();
        });
    }

    public Context into(Context context) {
        return context.put(Rehearsal.class, this);
    }

    /** Who wants to know. */
    public Caller caller() {
        return caller;
    }

    /** What of this kind was noted, in order. */
    public <T> List<T> observations(Class<T> kind) {
        return observations.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Tells what would come of it. */
    public void tell(String name, Object consequence) {
        consequences.put(name, consequence);
    }

    /** What would come of it, by its names. */
    public Map<String, Object> consequences() {
        return consequences;
    }
}
