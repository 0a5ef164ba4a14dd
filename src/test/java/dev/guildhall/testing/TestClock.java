package dev.guildhall.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.context.annotation.Primary;

/** The application's clock: the system's in whole microseconds, unless a test turns it. */
@Primary
public final class TestClock extends Clock {

    private final AtomicReference<Duration> shift = new AtomicReference<>(Duration.ZERO);

    /** Turns the clock ahead (or back), until the result is closed: {@code try (var later = clock.ahead(…)) { … }}. */
    public Turned ahead(Duration by) {
        shift.updateAndGet(before -> before.plus(by));
        return () -> shift.updateAndGet(before -> before.minus(by));
    }

    @Override
    public Instant instant() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS).plus(shift.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("The application's clock is in UTC");
    }

    /** A clock that is not on time; closing turns it back. */
    public interface Turned extends AutoCloseable {
        @Override
        void close();
    }
}
