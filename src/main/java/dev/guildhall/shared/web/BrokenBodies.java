package dev.guildhall.shared.web;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AttributeKey;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.channel.ChannelOperations;

/**
 * Lets the application answer when a body turns out to be no HTTP, such as one in chunks without a size. Left to itself, Reactor Netty
 * refuses such a request while the application still works on it: the caller hears of a refusal and the work is done all the same, and
 * the second answer fails because of the first. Here the body ends where it breaks, whoever reads it is told by {@link #isBroken}, and
 * the connection ends with the answer.
 */
@Component
class BrokenBodies implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

    private static final AttributeKey<Boolean> BROKEN = AttributeKey.valueOf("guildhall.brokenBody");

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.addServerCustomizers(server -> server.doOnChannelInit((observer, channel, address) -> watch(channel)));
    }

    private static void watch(Channel channel) {
        channel.pipeline().addAfter(NettyPipeline.HttpCodec, "guildhall.brokenBodies", new Watching());
    }

    /** Whether the body of this request, which has ended, ended because it could not be understood. */
    static boolean isBroken(ServerHttpRequest request) {
        return ServerHttpRequestDecorator.getNativeRequest(request) instanceof ChannelOperations<?, ?> connection
                && connection.channel().hasAttr(BROKEN);
    }

    /** Of one connection, between the codec and everything else. */
    private static final class Watching extends ChannelDuplexHandler {

        private int unanswered;
        private boolean broken;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest) {
                unanswered++;
            } else if (message instanceof HttpContent content
                    && content.decoderResult().isFailure()) {
                content.release();
                end(context);
                return;
            }
            context.fireChannelRead(message);
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof HttpResponse response && isInformational(response)) {
                context.write(message, promise);
                return;
            }
            if (broken && message instanceof HttpResponse response) {
                response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            }
            var end = promise;
            if (message instanceof LastHttpContent) {
                unanswered--;
                end = broken ? promise.unvoid().addListener(ChannelFutureListener.CLOSE) : promise;
            }
            context.write(message, end);
        }

        /** Nothing that follows can be understood, so this is the last request that is answered. Of several, the first. */
        private void end(ChannelHandlerContext context) {
            broken = true;
            if (unanswered == 0) {
                context.close();
            } else if (unanswered == 1) {
                context.channel().attr(BROKEN).set(true);
                context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
            }
        }

        private static boolean isInformational(HttpResponse response) {
            return response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        }
    }
}
