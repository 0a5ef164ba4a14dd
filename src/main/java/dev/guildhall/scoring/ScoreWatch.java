package dev.guildhall.scoring;

import dev.guildhall.bus.RepeatedWork;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Looks every second whether time has changed a score, which is the first row of two indexes. */
@Component
@Profile("!cli")
class ScoreWatch extends RepeatedWork {

    /** Longer than a look takes; what hangs is given up and tried again. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final ScoreQueries queries;
    private final ScoreRefresh refresh;
    private final ScoreSettings settings;
    private final Clock clock;

    ScoreWatch(ScoreQueries queries, ScoreRefresh refresh, ScoreSettings settings, Clock clock) {
        super("Refreshing scores", Duration.ofSeconds(1));
        this.queries = queries;
        this.refresh = refresh;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    protected Mono<Void> round() {
        return settings.refreshed() ? look().timeout(LIMIT) : Mono.empty();
    }

    private Mono<Void> look() {
        return Mono.defer(queries::nextRefresh)
                .filter(next -> !next.isAfter(clock.instant()))
                .flatMap(due -> refresh.refresh())
                .then();
    }
}
