package dev.guildhall.live;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes the partitions of the next days, and drops what nobody may resume from any more. Any number of nodes may do it at once. */
@Component
@EnableConfigurationProperties(LiveSettings.class)
public class LiveTidying {

    private static final int DAYS_AHEAD = 3;

    private final LiveRepository repository;
    private final LiveSettings settings;
    private final Clock clock;

    LiveTidying(LiveRepository repository, LiveSettings settings, Clock clock) {
        this.repository = repository;
        this.settings = settings;
        this.clock = clock;
    }

    /** How many lines are older than anybody may resume from, and can be dropped: a day of them goes as a whole. */
    public Mono<Long> countOld() {
        return Mono.defer(() -> {
            var oldest = clock.instant().minus(settings.retention());
            return repository.countBefore(oldest, LocalDate.ofInstant(oldest, ZoneOffset.UTC));
        });
    }

    public Mono<Void> tidyUp() {
        return Mono.defer(() -> {
            var now = clock.instant();
            var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
            var oldest = now.minus(settings.retention());
            // What cannot be done now, because writers are busy, keeps nothing else from being done.
            return Flux.just(
                            Flux.range(0, DAYS_AHEAD)
                                    .map(today::plusDays)
                                    .concatMapDelayError(repository::makePartition),
                            repository.dropPartitionsBefore(LocalDate.ofInstant(oldest, ZoneOffset.UTC)),
                            repository.deleteBefore(oldest, now))
                    .concatMapDelayError(step -> step)
                    .then();
        });
    }
}
