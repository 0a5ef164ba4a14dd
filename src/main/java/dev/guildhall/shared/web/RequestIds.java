package dev.guildhall.shared.web;

import dev.guildhall.shared.RandomIds;
import io.micrometer.context.ContextRegistry;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Gives every request an id: the one it brings in {@code X-Request-Id} when that is harmless to log, else a new one. It is in every
 * answer and, through the reactive context, in every log line of the request; so it goes around everything else, error rendering
 * included.
 */
@Component
class RequestIds implements HttpHandlerDecoratorFactory {

    /** Carried by every answer. */
    static final String HEADER = "X-Request-Id";

    /** In the reactive context of every request. */
    static final String KEY = "request_id";

    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final RandomIds ids;

    RequestIds(RandomIds ids) {
        this.ids = ids;
        ContextRegistry.getInstance()
                .registerThreadLocalAccessor(KEY, () -> MDC.get(KEY), id -> MDC.put(KEY, id), () -> MDC.remove(KEY));
    }

    @Override
    public HttpHandler apply(HttpHandler handler) {
        return (request, response) -> handle(handler, request, response);
    }

    private Mono<Void> handle(HttpHandler handler, ServerHttpRequest request, ServerHttpResponse response) {
        var id = requestId(request.getHeaders().getFirst(HEADER));
        response.getHeaders().set(HEADER, id);
        return handler.handle(request, response).contextWrite(context -> context.put(KEY, id));
    }

    private String requestId(@Nullable String given) {
        return given != null && HARMLESS.matcher(given).matches()
                ? given
                : ids.next().toString();
    }
}
