package dev.guildhall.outbox;

import dev.guildhall.bus.RepeatedWork;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Drops what was sent or given up long ago. */
@Component
@Profile("!cli")
class OutboxTidying extends RepeatedWork {

    private static final Duration PAUSE = Duration.ofHours(1);
    private static final int AT_ONCE = 1_000;

    private final DeliveryRepository outbox;
    private final OutboxSettings settings;
    private final Clock clock;

    OutboxTidying(DeliveryRepository outbox, OutboxSettings settings, Clock clock) {
        super("Tidying the outbox", PAUSE);
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    protected Mono<Void> round() {
        return tidySome()
                .expand(deleted -> deleted < AT_ONCE ? Mono.empty() : tidySome())
                .then();
    }

    private Mono<Long> tidySome() {
        return Mono.defer(() -> outbox.deleteEndedBefore(clock.instant().minus(settings.kept()), AT_ONCE));
    }
}
