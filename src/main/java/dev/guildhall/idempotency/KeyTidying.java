package dev.guildhall.idempotency;

import dev.guildhall.bus.BackgroundWork;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Deletes keys that have expired, every hour. */
@Component
@Profile("!cli")
class KeyTidying extends BackgroundWork {

    private static final Logger LOG = LoggerFactory.getLogger(KeyTidying.class);
    private static final Duration PAUSE = Duration.ofHours(1);

    private final KeyRepository keys;
    private final Clock clock;

    KeyTidying(KeyRepository keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    protected Disposable begin() {
        return Flux.interval(Duration.ZERO, PAUSE)
                .onBackpressureDrop()
                .concatMap(hour -> tidyUp())
                .subscribe();
    }

    private Mono<Long> tidyUp() {
        return Mono.defer(() -> keys.deleteExpired(clock.instant()))
                .onErrorResume(failure ->
                        Mono.fromRunnable(() -> LOG.warn("Deleting expired keys failed: {}", failure.toString())));
    }
}
