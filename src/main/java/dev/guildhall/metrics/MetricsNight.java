package dev.guildhall.metrics;

import dev.guildhall.bus.RepeatedWork;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Looks at the start and every minute whether a day is over or has changed. What a node that is down misses, the next look does, on
 * whatever node.
 */
@Component
@Profile("!cli")
class MetricsNight extends RepeatedWork {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsNight.class);

    private final MetricsSealing sealing;

    MetricsNight(MetricsSealing sealing) {
        super("Computing the metrics", Duration.ofMinutes(1));
        this.sealing = sealing;
    }

    @Override
    protected Mono<Void> round() {
        return sealing.seal()
                .count()
                .filter(days -> days > 0)
                .doOnNext(days -> LOG.info("Metrics of {} days computed", days))
                .then();
    }
}
