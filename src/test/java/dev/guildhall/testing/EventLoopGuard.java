package dev.guildhall.testing;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import reactor.blockhound.BlockHound;

/**
 * Makes a blocking call on an event loop an error, in all tests. Jackson may lock for the moment in which it meets a type for the first
 * time.
 */
public final class EventLoopGuard implements LauncherSessionListener {

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        BlockHound.install(
                // Jackson takes a lock when it meets a type for the first time.
                guard -> guard.allowBlockingCallsInside(
                        "tools.jackson.databind.deser.DeserializerCache", "_createAndCacheValueDeserializer"),
                // Reads the configuration of logging when it is the first to log.
                guard -> guard.allowBlockingCallsInside(
                        "org.springframework.core.io.buffer.DataBufferUtils", "<clinit>"),
                // The HTTP client of the tests draws the boundary of a multipart body from the system's random numbers.
                guard -> guard.allowBlockingCallsInside(
                        "org.springframework.util.MimeTypeUtils", "generateMultipartBoundary"),
                // Netty's allocator locks a magazine for the moment in which it is thrown away.
                guard -> guard.allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator$Magazine", "free"),
                guard -> guard.allowBlockingCallsInside(
                        "io.netty.buffer.AdaptivePoolingAllocator$MagazineGroup", "free"),
                // The client of the bucket waits for its connections when it is closed, on a thread of Netty that
                // serves nobody.
                guard -> guard.allowBlockingCallsInside(
                        "software.amazon.awssdk.http.nio.netty.internal.BetterSimpleChannelPool", "close"));
    }
}
