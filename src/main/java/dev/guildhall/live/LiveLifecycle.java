package dev.guildhall.live;

import dev.guildhall.bus.BackgroundWork;
import dev.guildhall.bus.Invalidations;
import dev.guildhall.bus.Loop;
import dev.guildhall.bus.NodeListener;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps the streams going: reads on when somebody says so and every second besides, lets hearts beat, ends what has expired, and tidies
 * the log up. When the application begins to stop, all streams end, before the web server waits for its requests.
 */
@Component
@Profile("!cli")
class LiveLifecycle extends BackgroundWork implements NodeListener, ApplicationListener<ContextClosedEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(LiveLifecycle.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration TIDYING = Duration.ofHours(1);

    private final Hub hub;
    private final LiveTidying tidying;
    private final Invalidations invalidations;
    private final Clock clock;
    private final Loop looking;

    LiveLifecycle(Hub hub, LiveTidying tidying, Invalidations invalidations, Clock clock) {
        this.hub = hub;
        this.tidying = tidying;
        this.invalidations = invalidations;
        this.clock = clock;
        this.looking = new Loop("Looking around in the live log", hub.lookAround());
    }

    @Override
    public String kind() {
        return LiveWakeUp.KIND;
    }

    @Override
    public void heard(List<String> topics) {
        hub.wake(topics);
    }

    @Override
    public void mayHaveMissed() {
        looking.wake();
        hub.endExpired(clock.instant());
    }

    @Override
    protected Disposable begin() {
        return Disposables.composite(
                hub.start(),
                looking.start(),
                Flux.interval(HEARTBEAT).onBackpressureDrop().subscribe(beat -> hub.heartbeat()),
                Flux.interval(Duration.ZERO, TIDYING)
                        .onBackpressureDrop()
                        .concatMap(hour -> tidyUp())
                        .subscribe());
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent closing) {
        hub.close();
    }

    private Mono<Void> tidyUp() {
        return Mono.whenDelayError(tidying.tidyUp(), invalidations.purge())
                .onErrorResume(failure ->
                        Mono.fromRunnable(() -> LOG.warn("Tidying the live log up failed: {}", failure.toString())));
    }
}
