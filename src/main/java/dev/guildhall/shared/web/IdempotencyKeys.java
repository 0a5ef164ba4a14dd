package dev.guildhall.shared.web;

import dev.guildhall.shared.Caller;
import dev.guildhall.shared.InvalidFields;
import dev.guildhall.shared.web.Replays.Answer;
import dev.guildhall.shared.web.Replays.Repeatable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.EntityResponse;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests with an {@code Idempotency-Key} (draft-ietf-httpapi-idempotency-key-header). The body is received before anything else, so that no
 * transaction waits for it; the handler finds it received. Requests without the header go straight to their handler.
 */
@Component
class IdempotencyKeys {

    static final String HEADER = "Idempotency-Key";
    static final String REPLAYED = "Idempotent-Replayed";

    /** A string of RFC 8941, or as most senders have it, its bare content. */
    private static final Pattern KEY =
            Pattern.compile("\"([\\x20-\\x7e&&[^\"\\\\]]{1,255})\"|([\\x21-\\x7e&&[^\"\\\\]]{1,255})");

    private final Replays replays;
    private final BodyReader bodies;
    private final ErrorRenderer errors;
    private final JsonMapper json;

    IdempotencyKeys(Replays replays, BodyReader bodies, ErrorRenderer errors, JsonMapper json) {
        this.replays = replays;
        this.bodies = bodies;
        this.errors = errors;
        this.json = json;
    }

    boolean isGiven(ServerRequest request) {
        return request.method() == HttpMethod.POST
                && !request.headers().header(HEADER).isEmpty();
    }

    Mono<ServerResponse> once(CallerHandler handler, ServerRequest request, Caller caller) {
        return Mono.defer(() -> {
            var key = key(request.headers().header(HEADER));
            return bodies.ahead(
                            request,
                            fingerprint -> replays.once(
                                    new Repeatable(caller.id(), route(request), key, fingerprint),
                                    handler.handle(request, caller).map(this::answer),
                                    refusal -> errors.answer(request.exchange(), refusal)))
                    .flatMap(IdempotencyKeys::response);
        });
    }

    private static String key(List<String> given) {
        var match = KEY.matcher(given.size() == 1 ? given.get(0).strip() : "");
        if (!match.matches()) {
            throw InvalidFields.of(HEADER, "idempotency.key");
        }
        return match.group(1) != null ? match.group(1) : match.group(2);
    }

    /** Both prefixes are the same place. */
    private static String route(ServerRequest request) {
        return request.method() + " "
                + request.path().replaceFirst("^/api/v1/", "/api/").replaceFirst("/$", "");
    }

    private Answer answer(ServerResponse response) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        response.headers().forEach((name, values) -> headers.put(name, List.copyOf(values)));
        var entity = entity(response);
        if (entity == null) {
            return new Answer(response.statusCode().value(), headers, new byte[0], false);
        }
        headers.put(HttpHeaders.CONTENT_TYPE, List.of(MediaType.APPLICATION_JSON_VALUE));
        return new Answer(response.statusCode().value(), headers, json.writeValueAsBytes(entity), false);
    }

    private static @Nullable Object entity(ServerResponse response) {
        return response instanceof EntityResponse<?> answer ? answer.entity() : null;
    }

    private static Mono<ServerResponse> response(Answer answer) {
        var response = ServerResponse.status(answer.status()).headers(headers -> {
            answer.headers().forEach(headers::put);
            if (answer.replayed()) {
                headers.set(REPLAYED, "true");
            }
        });
        return answer.body().length == 0 ? response.build() : response.bodyValue(answer.body());
    }
}
