package dev.guildhall.live.web;

import dev.guildhall.live.Streams.Opened;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/**
 * Writes streams when everything else about their requests is over. A stream lives for hours; written by its handler it would keep
 * all filters, checks and statements of its request alive for as long.
 */
@Component
class StreamOutput implements HttpHandlerDecoratorFactory {

    @Override
    public HttpHandler apply(HttpHandler handler) {
        return (request, response) -> {
            var continued = new Continued(response);
            return handler.handle(request, continued).doFinally(how -> continued.leave());
        };
    }

    /** Has it written after the request. Whatever happens until then, the stream is left in the end. */
    static void writeLater(ServerRequest request, Opened opened) {
        continued(request.exchange().getResponse()).opened = opened;
    }

    private static Continued continued(ServerHttpResponse response) {
        var outer = response;
        while (!(outer instanceof Continued)) {
            outer = ((ServerHttpResponseDecorator) outer).getDelegate();
        }
        return (Continued) outer;
    }

    private static final class Continued extends ServerHttpResponseDecorator {

        private volatile @Nullable Opened opened;

        private Continued(ServerHttpResponse response) {
            super(response);
        }

        /** The last that is done with a response, after all filters. */
        @Override
        public Mono<Void> setComplete() {
            var stream = opened;
            return stream == null || isCommitted()
                    ? super.setComplete()
                    : writeWith(stream.frames().map(bufferFactory()::wrap));
        }

        private void leave() {
            var stream = opened;
            if (stream != null) {
                stream.leave().run();
            }
        }
    }
}
