package dev.guildhall.shared.web;

import dev.guildhall.shared.Caller;
import dev.guildhall.shared.InvalidFields;
import dev.guildhall.shared.Rehearsal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.EntityResponse;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * Writes with {@code ?dry_run=true}: what the write would answer and what would come of it, and nothing done. A route that cannot be
 * rehearsed refuses, because whoever asks for it must be sure that nothing happens.
 */
final class DryRun {

    private static final String PARAMETER = "dry_run";
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private DryRun() {}

    /** The handler, rehearsed where that is wanted, and elsewhere the serious one. */
    static CallerHandler of(CallerHandler handler, boolean rehearsable, CallerHandler serious) {
        return (request, caller) -> {
            if (!isWanted(request)) {
                return serious.handle(request, caller);
            }
            return rehearsable ? rehearse(handler, request, caller) : Mono.error(DryRun::unsupported);
        };
    }

    /** The handler, refused where a rehearsal is wanted. */
    static Mono<ServerResponse> refused(ServerRequest request, HandlerFunction<ServerResponse> handler) {
        return isWanted(request) ? Mono.error(DryRun::unsupported) : handler.handle(request);
    }

    static boolean isWanted(ServerRequest request) {
        if (READING.contains(request.method())) {
            return false;
        }
        var params = Params.of(request);
        var wanted = params.bool(PARAMETER).orElse(false);
        params.check();
        return wanted;
    }

    private static Mono<ServerResponse> rehearse(CallerHandler handler, ServerRequest request, Caller caller) {
        var rehearsal = new Rehearsal(caller);
        return handler.handle(request, caller).contextWrite(rehearsal::into).flatMap(response -> ServerResponse.ok()
                .bodyValue(report(response, rehearsal)));
    }

    private static Map<String, @Nullable Object> report(ServerResponse response, Rehearsal rehearsal) {
        Map<String, @Nullable Object> report = new LinkedHashMap<>();
        report.put(PARAMETER, true);
        report.put("status", response.statusCode().value());
        report.put("result", response instanceof EntityResponse<?> answer ? answer.entity() : null);
        report.putAll(rehearsal.consequences());
        return report;
    }

    private static InvalidFields unsupported() {
        return InvalidFields.of(PARAMETER, "field.dry_run");
    }
}
