package dev.guildhall.shared.web;

import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Lets go of callers who have vanished without a word, as phones do: what is sent to them and not acknowledged for half a minute breaks
 * the connection, where the operating system would try for a quarter of an hour. Streams send something every 15 seconds.
 */
@Component
class VanishedCallers implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

    private static final int UNACKNOWLEDGED_MILLIS = 30_000;

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.addServerCustomizers(server -> {
            var watchful = server.childOption(ChannelOption.SO_KEEPALIVE, true);
            return Epoll.isAvailable()
                    ? watchful.childOption(EpollChannelOption.TCP_USER_TIMEOUT, UNACKNOWLEDGED_MILLIS)
                    : watchful;
        });
    }
}
