package dev.guildhall.idempotency;

import dev.guildhall.bus.RepeatedWork;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Deletes keys that have expired, every hour. */
@Component
@Profile("!cli")
class KeyTidying extends RepeatedWork {

    private final KeyRepository keys;
    private final Clock clock;

    KeyTidying(KeyRepository keys, Clock clock) {
        super("Deleting expired keys", Duration.ofHours(1));
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    protected Mono<Void> round() {
        return keys.deleteExpired(clock.instant()).then();
    }
}
