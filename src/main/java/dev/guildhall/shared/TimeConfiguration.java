package dev.guildhall.shared;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TimeConfiguration {

    @Bean
    Clock clock() {
        return new MicrosecondClock(Clock.systemUTC());
    }

    /**
     * A clock in whole microseconds, which is what PostgreSQL keeps. The JDK's own {@link Clock#tick} divides by zero when asked for the
     * milliseconds of ticks shorter than that.
     */
    static final class MicrosecondClock extends Clock {

        private final Clock exact;

        MicrosecondClock(Clock exact) {
            this.exact = exact;
        }

        @Override
        public Instant instant() {
            return exact.instant().truncatedTo(ChronoUnit.MICROS);
        }

        @Override
        public ZoneId getZone() {
            return exact.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return new MicrosecondClock(exact.withZone(zone));
        }
    }
}
