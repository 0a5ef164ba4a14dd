package dev.guildhall.shared.web;

import dev.guildhall.shared.MalformedBody;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Says why to those whose address cannot be read at all, like {@code /%zz}: the framework refuses them without a word, before there
 * is anything that could be filtered or rendered.
 */
@Component
class UnreadableAddresses implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

    private final ErrorRenderer errors;

    UnreadableAddresses(ErrorRenderer errors) {
        this.errors = errors;
    }

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.addServerCustomizers(server -> server.mapHandle(this::explained));
    }

    private Mono<Void> explained(Mono<Void> handled, Connection connection) {
        return handled.then(Mono.defer(() -> connection instanceof HttpServerResponse response
                        && connection instanceof HttpServerRequest request
                        && isUnexplained(request, response)
                ? explain(request, response)
                : Mono.empty()));
    }

    private static boolean isUnexplained(HttpServerRequest request, HttpServerResponse response) {
        return response.status() == HttpResponseStatus.BAD_REQUEST
                && !response.hasSentHeaders()
                && request.method() != HttpMethod.HEAD;
    }

    private Mono<Void> explain(HttpServerRequest request, HttpServerResponse response) {
        var accept = request.requestHeaders().get(HttpHeaderNames.ACCEPT, "");
        var asProblem = accept.contains(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        var language = locale(request.requestHeaders().get(HttpHeaderNames.ACCEPT_LANGUAGE));
        var body = errors.body(new MalformedBody("error.refused"), language, asProblem);
        return response.header(
                        HttpHeaderNames.CONTENT_TYPE,
                        asProblem ? MediaType.APPLICATION_PROBLEM_JSON_VALUE : MediaType.APPLICATION_JSON_VALUE)
                .header(HttpHeaderNames.CONTENT_LENGTH, String.valueOf(body.length))
                .sendByteArray(Mono.just(body))
                .then();
    }

    private static Locale locale(@Nullable String acceptLanguage) {
        var fallback = WebConfiguration.LANGUAGES.get(0);
        if (acceptLanguage == null) {
            return fallback;
        }
        try {
            var known = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), WebConfiguration.LANGUAGES);
            return known == null ? fallback : known;
        } catch (IllegalArgumentException nonsense) {
            return fallback;
        }
    }
}
