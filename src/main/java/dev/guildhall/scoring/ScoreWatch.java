package dev.guildhall.scoring;

import dev.guildhall.bus.BackgroundWork;
import dev.guildhall.bus.Loop;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/** Looks every second whether time has changed a score, which is the first row of two indexes. */
@Component
@Profile("!cli")
class ScoreWatch extends BackgroundWork {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final ScoreQueries queries;
    private final ScoreRefresh refresh;
    private final ScoreSettings settings;
    private final Clock clock;
    private final Loop looking;

    ScoreWatch(ScoreQueries queries, ScoreRefresh refresh, ScoreSettings settings, Clock clock) {
        this.queries = queries;
        this.refresh = refresh;
        this.settings = settings;
        this.clock = clock;
        this.looking = new Loop("Refreshing scores", look());
    }

    @Override
    protected Disposable begin() {
        return settings.refreshed() ? looking.start(BETWEEN_LOOKS) : Disposables.disposed();
    }

    private Mono<Void> look() {
        return Mono.defer(queries::nextRefresh)
                .filter(next -> !next.isAfter(clock.instant()))
                .flatMap(due -> refresh.refresh())
                .then();
    }
}
