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
                // The HTTP client of the tests draws the boundary of a multipart body from the system's random numbers.
                guard -> guard.allowBlockingCallsInside(
                        "org.springframework.util.MimeTypeUtils", "generateMultipartBoundary"));
    }
}
