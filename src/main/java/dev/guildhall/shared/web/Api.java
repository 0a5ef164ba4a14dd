package dev.guildhall.shared.web;

import dev.guildhall.shared.Caller;
import java.util.ArrayList;
import java.util.List;
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

    Api() {}

    /** What is described from here on hangs at the root instead of the API's prefixes. */
    public Api atRoot() {
        prefixes = ROOT;
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
        return add(method, pattern, access, handler);
    }

    private Api guarded(HttpMethod method, String pattern, Access access, CallerHandler handler) {
        if (access == Access.PUBLIC) {
            throw new IllegalArgumentException(pattern + ": a public route has no caller to hand over");
        }
        var audited = access.isForAdmins() && method != HttpMethod.GET;
        return add(method, pattern, access, request -> request.principal()
                .cast(Authentication.class)
                .map(authentication -> (Caller) authentication.getPrincipal())
                .flatMap(caller -> handler.handle(request, caller)
                        .contextWrite(context -> Origins.put(context, caller, request, pattern, audited))));
    }

    private Api add(HttpMethod method, String pattern, Access access, HandlerFunction<ServerResponse> handler) {
        prefixes.forEach(prefix -> routes.add(new Route(method, prefix + pattern, access, handler)));
        return this;
    }

    /** One route at its full path. */
    record Route(HttpMethod method, String path, Access access, HandlerFunction<ServerResponse> handler) {}
}
