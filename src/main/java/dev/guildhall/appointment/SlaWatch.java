package dev.guildhall.appointment;

import dev.guildhall.bus.BackgroundWork;
import dev.guildhall.bus.Loop;
import dev.guildhall.identity.SlaSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/**
 * Notices deadlines when they come, though nobody touches the order. Each node looks every second, which is the first row of an index,
 * and sleeps until the very moment when that is within the next second. That needs no word from other nodes: no promise is shorter than a
 * minute, so none that is made between two looks can come due before the second of them; and what was promised stays when the settings
 * change.
 */
@Component
@Profile("!cli")
class SlaWatch extends BackgroundWork {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final int AT_ONCE = 4;

    private final SlaQueries deadlines;
    private final SlaSweep sweep;
    private final SlaSettings settings;
    private final Clock clock;
    private final Loop looking;

    SlaWatch(SlaQueries deadlines, SlaSweep sweep, SlaSettings settings, Clock clock) {
        this.deadlines = deadlines;
        this.sweep = sweep;
        this.settings = settings;
        this.clock = clock;
        this.looking = new Loop("Watching the deadlines", look());
    }

    @Override
    protected Disposable begin() {
        return settings.watched() ? looking.start(BETWEEN_LOOKS) : Disposables.disposed();
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
