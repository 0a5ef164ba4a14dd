package dev.guildhall.shared.web;

import dev.guildhall.shared.Caller;
import dev.guildhall.shared.Precondition;
import dev.guildhall.shared.PreconditionFailed;
import dev.guildhall.shared.Version;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.EntityResponse;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ETag}, {@code If-None-Match} and {@code If-Match}. A tag is a hash of the JSON as this reader gets it, before compression; in front of that, a
 * thing that can be changed has its version, which handlers give as the tag of their answer: {@code "version.hash"}. A reader who asks
 * whether something new is to be seen is answered by the whole; a writer only by the version, because what else stands in an answer (unread
 * messages, links that expire) is nothing their change depends on.
 */
@Component
class Etags {

    private static final String ANY = "*";
    private static final char SEPARATOR = '.';

    private final JsonMapper json;

    Etags(JsonMapper json) {
        this.json = json;
    }

    /** What a GET answers: with its tag, or that there is nothing new. */
    Mono<ServerResponse> read(ServerRequest request, ServerResponse response) {
        return Mono.justOrEmpty(content(response))
                .flatMap(content -> {
                    var tag = tag(response, content);
                    return knows(request, tag) && isReading(request)
                            ? ServerResponse.status(HttpStatus.NOT_MODIFIED)
                                    .eTag(tag)
                                    .build()
                            : tagged(response.statusCode(), response.headers(), tag, content);
                })
                .defaultIfEmpty(response);
    }

    /** A write to something that has versions; when it has changed meanwhile, the answer is how it is now. */
    Mono<ServerResponse> write(
            CallerHandler handler,
            Supplier<HandlerFunction<ServerResponse>> reader,
            ServerRequest request,
            Caller caller) {
        var given = request.headers().header(HttpHeaders.IF_MATCH);
        if (given.isEmpty() || given.stream().anyMatch(tag -> tag.strip().equals(ANY))) {
            return handler.handle(request, caller).flatMap(this::written);
        }
        var precondition = Precondition.anyOf(versions(given));
        return handler.handle(request, caller)
                .contextWrite(precondition::into)
                .flatMap(this::written)
                .onErrorResume(PreconditionFailed.class, changed -> reader.get()
                        .handle(showing(changed, request))
                        .flatMap(current -> tooLate(current, changed)));
    }

    /** The request as if it had the id of the thing in its address. */
    private static ServerRequest showing(PreconditionFailed changed, ServerRequest request) {
        return changed.id()
                .map(id -> ServerRequest.from(request)
                        .attribute(RouterFunctions.URI_TEMPLATE_VARIABLES_ATTRIBUTE, Map.of("id", id.toString()))
                        .build())
                .orElse(request);
    }

    private Mono<ServerResponse> written(ServerResponse response) {
        return version(response) == null
                ? Mono.just(response)
                : Mono.justOrEmpty(content(response))
                        .flatMap(content ->
                                tagged(response.statusCode(), response.headers(), tag(response, content), content))
                        .defaultIfEmpty(response);
    }

    private Mono<ServerResponse> tooLate(ServerResponse current, PreconditionFailed changed) {
        return Mono.justOrEmpty(content(current))
                .switchIfEmpty(Mono.error(changed))
                .flatMap(content -> tagged(
                        HttpStatus.PRECONDITION_FAILED,
                        current.headers(),
                        String.valueOf(current.headers().getETag()),
                        content));
    }

    private static Mono<ServerResponse> tagged(HttpStatusCode status, HttpHeaders given, String tag, byte[] content) {
        return ServerResponse.status(status)
                .headers(headers -> {
                    headers.putAll(given);
                    headers.setETag(tag);
                    headers.setContentType(MediaType.APPLICATION_JSON);
                })
                .bodyValue(content);
    }

    /** The JSON of an answer; nothing of an answer that is something else. */
    private Optional<byte[]> content(ServerResponse response) {
        if (!response.statusCode().is2xxSuccessful() || !(response instanceof EntityResponse<?> answer)) {
            return Optional.empty();
        }
        var type = response.headers().getContentType();
        if (type != null && !MediaType.APPLICATION_JSON.equalsTypeAndSubtype(type)) {
            return Optional.empty();
        }
        return answer.entity() instanceof byte[] written
                ? Optional.of(written)
                : Optional.of(answer.entity())
                        .filter(entity -> !(entity instanceof CharSequence))
                        .map(json::writeValueAsBytes);
    }

    private static String tag(ServerResponse response, byte[] content) {
        var version = version(response);
        var hash = Version.of(content);
        return '"' + (version == null ? hash : version + SEPARATOR + hash) + '"';
    }

    private static @Nullable String version(ServerResponse response) {
        var tag = response.headers().getETag();
        return tag == null ? null : tag.replace("\"", "");
    }

    private static boolean isReading(ServerRequest request) {
        return request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
    }

    /** Compared weakly, as RFC 9110 says. */
    private static boolean knows(ServerRequest request, String tag) {
        return tags(request.headers().header(HttpHeaders.IF_NONE_MATCH))
                .anyMatch(known -> known.equals(ANY) || known.equals(tag.replace("\"", "")));
    }

    private static Set<String> versions(List<String> given) {
        return tags(given)
                .filter(tag -> tag.indexOf(SEPARATOR) > 0)
                .map(tag -> tag.substring(0, tag.indexOf(SEPARATOR)))
                .collect(Collectors.toSet());
    }

    private static Stream<String> tags(List<String> given) {
        return given.stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(tag -> tag.strip().replaceFirst("^W/", "").replace("\"", ""));
    }
}
