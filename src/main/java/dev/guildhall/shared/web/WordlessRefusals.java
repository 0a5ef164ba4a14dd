package dev.guildhall.shared.web;

import dev.guildhall.shared.RandomIds;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;

/**
 * Says why to those whom the server refuses without a word, before there is anything that could be filtered or rendered: what is
 * no HTTP, an address that cannot be read, headers that are too long. Whatever the application itself answers carries a request id,
 * and so is told apart.
 */
@Component
class WordlessRefusals implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

    private static final int LOWEST_REFUSAL = 400;

    private final ErrorRenderer errors;
    private final RandomIds ids;

    WordlessRefusals(ErrorRenderer errors, RandomIds ids) {
        this.errors = errors;
        this.ids = ids;
    }

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.addServerCustomizers(server -> server.doOnChannelInit((observer, channel, address) -> watch(channel)));
    }

    private void watch(Channel channel) {
        channel.pipeline().addAfter(NettyPipeline.HttpCodec, "guildhall.wordlessRefusals", new Explaining());
    }

    private FullHttpResponse explained(FullHttpResponse refusal, @Nullable HttpRequest request) {
        var asProblem = header(request, HttpHeaderNames.ACCEPT).contains(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        var language = locale(header(request, HttpHeaderNames.ACCEPT_LANGUAGE));
        var body = errors.body(refusal.status().code(), language, asProblem);
        var headers = refusal.headers()
                .set(RequestIds.HEADER, ids.next().toString())
                .set("X-Content-Type-Options", "nosniff")
                .set(
                        HttpHeaderNames.CONTENT_TYPE,
                        asProblem ? MediaType.APPLICATION_PROBLEM_JSON_VALUE : MediaType.APPLICATION_JSON_VALUE)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        var content = isHead(request) ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body);
        return new DefaultFullHttpResponse(
                refusal.protocolVersion(), refusal.status(), content, headers, refusal.trailingHeaders());
    }

    private static boolean isHead(@Nullable HttpRequest request) {
        return request != null && HttpMethod.HEAD.equals(request.method());
    }

    private static String header(@Nullable HttpRequest request, CharSequence name) {
        return request == null ? "" : request.headers().get(name, "");
    }

    private static Locale locale(String acceptLanguage) {
        var fallback = WebConfiguration.LANGUAGES.get(0);
        try {
            var known = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), WebConfiguration.LANGUAGES);
            return known == null ? fallback : known;
        } catch (IllegalArgumentException nonsense) {
            return fallback;
        }
    }

    /** Of one connection, between the codec and everything else. */
    private final class Explaining extends ChannelDuplexHandler {

        private @Nullable HttpRequest latest;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request) {
                latest = request;
            }
            context.fireChannelRead(message);
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof FullHttpResponse response && isWordless(response)) {
                var explained = explained(response, latest);
                response.release();
                context.write(explained, promise);
            } else {
                context.write(message, promise);
            }
        }

        private static boolean isWordless(FullHttpResponse response) {
            return response.status().code() >= LOWEST_REFUSAL
                    && !response.content().isReadable()
                    && !response.headers().contains(RequestIds.HEADER);
        }
    }
}
