package dev.guildhall.metrics;

import dev.guildhall.bus.BackgroundWork;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Looks at the start and every minute whether a day is over or has changed. What a node that is down misses, the next look does, on
 * whatever node.
 */
@Component
@Profile("!cli")
class MetricsNight extends BackgroundWork {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsNight.class);
    private static final Duration LOOK = Duration.ofMinutes(1);

    private final MetricsSealing sealing;

    MetricsNight(MetricsSealing sealing) {
        this.sealing = sealing;
    }

    @Override
    protected Disposable begin() {
        return Flux.interval(Duration.ZERO, LOOK)
                .onBackpressureDrop()
                .concatMap(look -> seal())
                .subscribe();
    }

    private Mono<Void> seal() {
        return sealing.seal()
                .count()
                .filter(days -> days > 0)
                .doOnNext(days -> LOG.info("Metrics of {} days computed", days))
                .then()
                .onErrorResume(failure ->
                        Mono.fromRunnable(() -> LOG.warn("Computing the metrics failed: {}", failure.toString())));
    }
}
