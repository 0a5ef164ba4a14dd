package dev.guildhall.bus;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Something a node does at its start and again and again until its stop: never twice at a time. A failure is logged, and the next round
 * tries.
 */
public abstract class RepeatedWork extends BackgroundWork {

    private static final Logger LOG = LoggerFactory.getLogger(RepeatedWork.class);

    private final String name;
    private final Duration pause;
    private volatile long succeededAt;

    /**
     * @param name what it does, for the log
     * @param pause how often it is done
     */
    protected RepeatedWork(String name, Duration pause) {
        this.name = name;
        this.pause = pause;
    }

    /** Does it once. */
    protected abstract Mono<Void> round();

    @Override
    protected Disposable begin() {
        succeededAt = System.nanoTime();
        return Flux.interval(Duration.ZERO, pause)
                .onBackpressureDrop()
                .concatMap(
                        tick -> Mono.defer(this::round)
                                .doOnSuccess(done -> succeededAt = System.nanoTime())
                                .onErrorResume(failure ->
                                        Mono.fromRunnable(() -> LOG.warn("{} failed: {}", name, failure.toString()))),
                        1)
                .subscribe();
    }

    String name() {
        return name;
    }

    Duration pause() {
        return pause;
    }

    /** How long ago a round has ended well; since the start, when none has yet. */
    Duration sinceSuccess() {
        return isRunning() ? Duration.ofNanos(System.nanoTime() - succeededAt) : Duration.ZERO;
    }
}
