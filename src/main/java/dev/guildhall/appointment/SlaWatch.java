package dev.guildhall.appointment;

import dev.guildhall.bus.RepeatedWork;
import dev.guildhall.identity.SlaSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Notices deadlines when they come, though nobody touches the order. Each node looks every second, which is the first row of an index,
 * and sleeps until the very moment when that is within the next second. That needs no word from other nodes: no promise is shorter than a
 * minute, so none that is made between two looks can come due before the second of them; and what was promised stays when the settings
 * change.
 */
@Component
@Profile("!cli")
class SlaWatch extends RepeatedWork {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    /** Longer than a look takes; what hangs is given up and tried again. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static final int AT_ONCE = 4;

    private final SlaQueries deadlines;
    private final SlaSweep sweep;
    private final SlaSettings settings;
    private final Clock clock;

    SlaWatch(SlaQueries deadlines, SlaSweep sweep, SlaSettings settings, Clock clock) {
        super("Watching the deadlines", BETWEEN_LOOKS);
        this.deadlines = deadlines;
        this.sweep = sweep;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    protected Mono<Void> round() {
        return settings.watched() ? look().timeout(LIMIT) : Mono.empty();
    }

    private Mono<Void> look() {
        return Mono.defer(deadlines::next)
                .map(this::until)
                .filter(wait -> wait.compareTo(BETWEEN_LOOKS) < 0)
                .flatMap(wait -> (wait.isNegative() ? Mono.<Long>empty() : Mono.delay(wait)).then(sweep.sweep(AT_ONCE)))
                .then();
    }

    private Duration until(Instant moment) {
        return Duration.between(clock.instant(), moment);
    }
}
