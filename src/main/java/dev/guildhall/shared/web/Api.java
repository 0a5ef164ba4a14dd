package dev.guildhall.shared.web;

import dev.guildhall.shared.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Collects routes. A pattern is written without prefix and without trailing slash; it is served under {@code /api} and
 * {@code /api/v1}, with and without the slash. {@code {id}} stands for decimal digits. Every route names who may call it: there is
 * no way to add one without a rule.
 */
public final class Api {

    private static final List<String> PREFIXES = List.of("/api", "/api/v1");
    private static final List<String> ROOT = List.of("");

    private final List<Route> routes = new ArrayList<>();
    private List<String> prefixes = PREFIXES;
    private final Supplier<IdempotencyKeys> keys;
    private final Supplier<Etags> tags;
    private final Function<String, HandlerFunction<ServerResponse>> readers;
    private @Nullable String resource;
    private boolean rehearsable;
    private boolean keyless;

    /** @param readers gives what answers a GET of a pattern, once all routes are there */
    Api(
            Supplier<IdempotencyKeys> keys,
            Supplier<Etags> tags,
            Function<String, HandlerFunction<ServerResponse>> readers) {
        this.keys = keys;
        this.tags = tags;
        this.readers = readers;
    }

    /** What is described from here on hangs at the root instead of the API's prefixes. */
    public Api atRoot() {
        prefixes = ROOT;
        return this;
    }

    /** What is described from here on can be tried out with {@code dry_run}: all it does is done in transactions and after their commits. */
    public Api rehearsable() {
        rehearsable = true;
        return this;
    }

    /**
     * The writes described from here on, but for those that make something new, change what this pattern shows, and heed {@code If-Match}:
     * what they do requires the {@link dev.guildhall.shared.Precondition}.
     */
    public Api versioned(String pattern) {
        resource = pattern;
        return this;
    }

    /** What the routes described from here on are sent or answer is kept nowhere, so that an {@code Idempotency-Key} is not heeded. */
    public Api secret() {
        keyless = true;
        return this;
    }

    /**
     * The POSTs described from here on change nothing, so that they may be sent again anyway; an {@code Idempotency-Key} is not heeded, and
     * their answers may be streams, which nobody could keep.
     */
    public Api looking() {
        keyless = true;
        return this;
    }

    /** A route everybody may call. */
    public Api GET(String pattern, Access access, HandlerFunction<ServerResponse> handler) {
        return open(HttpMethod.GET, pattern, access, handler);
    }

    public Api GET(String pattern, Access access, CallerHandler handler) {
        return guarded(HttpMethod.GET, pattern, access, handler);
    }

    /** A route everybody may call. */
    public Api POST(String pattern, Access access, HandlerFunction<ServerResponse> handler) {
        return open(HttpMethod.POST, pattern, access, handler);
    }

    public Api POST(String pattern, Access access, CallerHandler handler) {
        return guarded(HttpMethod.POST, pattern, access, handler);
    }

    public Api PUT(String pattern, Access access, CallerHandler handler) {
        return guarded(HttpMethod.PUT, pattern, access, handler);
    }

    public Api PATCH(String pattern, Access access, CallerHandler handler) {
        return guarded(HttpMethod.PATCH, pattern, access, handler);
    }

    public Api DELETE(String pattern, Access access, CallerHandler handler) {
        return guarded(HttpMethod.DELETE, pattern, access, handler);
    }

    List<Route> routes() {
        return routes;
    }

    private Api open(HttpMethod method, String pattern, Access access, HandlerFunction<ServerResponse> handler) {
        if (access != Access.PUBLIC) {
            throw new IllegalArgumentException(pattern + ": a handler without a caller can only be public");
        }
        return add(method, pattern, access, request -> DryRun.refused(request, handler)
                .contextWrite(context -> Origins.put(context, null, request, pattern, false)));
    }

    private Api guarded(HttpMethod method, String pattern, Access access, CallerHandler handler) {
        if (access == Access.PUBLIC) {
            throw new IllegalArgumentException(pattern + ": a public route has no caller to hand over");
        }
        var audited = access.isForAdmins() && method != HttpMethod.GET;
        var answered = method == HttpMethod.GET ? read(handler) : written(tried(handler), pattern);
        return add(method, pattern, access, request -> request.principal()
                .cast(Authentication.class)
                .map(authentication -> (Caller) authentication.getPrincipal())
                .flatMap(caller -> answered.handle(request, caller)
                        .contextWrite(context -> Origins.put(context, caller, request, pattern, audited))));
    }

    /** Nothing of it goes for what is read, also when that is the answer to a write that came too late. */
    private CallerHandler tried(CallerHandler handler) {
        return DryRun.of(handler, rehearsable, keyless ? handler : repeatable(handler));
    }

    private CallerHandler read(CallerHandler handler) {
        return (request, caller) ->
                handler.handle(request, caller).flatMap(response -> tags.get().read(request, response));
    }

    private CallerHandler written(CallerHandler handler, String pattern) {
        var shown = resource;
        return shown == null || !pattern.contains("{id}") && !pattern.equals(shown)
                ? handler
                : (request, caller) -> tags.get().write(handler, () -> readers.apply(shown), request, caller);
    }

    private CallerHandler repeatable(CallerHandler handler) {
        return (request, caller) -> keys.get().isGiven(request)
                ? keys.get().once(handler, request, caller)
                : handler.handle(request, caller);
    }

    private Api add(HttpMethod method, String pattern, Access access, HandlerFunction<ServerResponse> handler) {
        prefixes.forEach(prefix -> routes.add(new Route(method, prefix + pattern, access, handler)));
        return this;
    }

    /** One route at its full path. */
    record Route(HttpMethod method, String path, Access access, HandlerFunction<ServerResponse> handler) {}
}
