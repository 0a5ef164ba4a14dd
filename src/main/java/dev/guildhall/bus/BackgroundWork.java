package dev.guildhall.bus;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Something a node does on its own from its start to its stop. */
public abstract class BackgroundWork implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundWork.class);

    /** Shorter than the 30 seconds that a phase of the shutdown may take, after which connections are closed under whoever uses them. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private volatile @Nullable Disposable running;

    /** Begins it. This is an edge of the program: nobody else would subscribe. */
    protected abstract Disposable begin();

    /**
     * Begins nothing new, and completes when what is under way is over; what is not over then is cut off. Of most work nothing remains
     * that way: only what cannot be undone is worth being waited for.
     */
    protected Mono<Void> finish() {
        return Mono.empty();
    }

    @Override
    public void start() {
        running = begin();
    }

    @Override
    public void stop(Runnable whenStopped) {
        finish().timeout(PATIENCE)
                .onErrorResume(failure -> Mono.fromRunnable(
                        () -> LOG.warn("{} is cut off: {}", getClass().getSimpleName(), failure.toString())))
                .doFinally(end -> {
                    stop();
                    whenStopped.run();
                })
                .subscribe();
    }

    @Override
    public void stop() {
        var current = running;
        running = null;
        if (current != null) {
            current.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }
}
