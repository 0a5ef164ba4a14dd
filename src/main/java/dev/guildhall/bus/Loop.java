package dev.guildhall.bus;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Work that is done again whenever somebody asks for it: never twice at a time, and once more however often it was asked for
 * meanwhile. A failure is logged; the next one who asks has it tried again. What is done by the clock is {@link RepeatedWork}.
 */
public final class Loop {

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    /** Longer than most of what it is used for takes; what hangs is given up and tried again. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final String name;
    private final Mono<Void> work;
    private final Duration limit;
    private final Sinks.Many<Boolean> wishes = Sinks.many().multicast().directBestEffort();
    private volatile @Nullable Shift shift;

    /** @param name what it does, for the log */
    public Loop(String name, Mono<Void> work) {
        this(name, work, LIMIT);
    }

    /**
     * For work that takes its time.
     *
     * @param limit after which it is given up and tried again
     */
    public Loop(String name, Mono<Void> work, Duration limit) {
        this.name = name;
        this.work = work;
        this.limit = limit;
    }

    /** Asks for it; to no effect while it is stopped. */
    public synchronized void wake() {
        wishes.tryEmitNext(true);
    }

    /** Listens to wishes until it is disposed of, and can be started again then; this is an edge of the program. */
    public Disposable start() {
        var begun = new Shift(Sinks.empty(), Sinks.empty());
        shift = begun;
        return wishes.asFlux()
                .onBackpressureLatest()
                .takeUntilOther(begun.enough.asMono())
                // Without prefetching: a wish that is held already would be one more round after the last.
                .concatMap(
                        wish -> work.timeout(limit)
                                .onErrorResume(failure ->
                                        Mono.fromRunnable(() -> LOG.warn("{} failed: {}", name, failure.toString()))),
                        0)
                .doFinally(end -> begun.over.tryEmitEmpty())
                .subscribe();
    }

    /** Begins no other round, and completes when the one under way is over; at once when there is none. */
    public Mono<Void> finish() {
        return Mono.defer(() -> {
            var current = shift;
            return current == null ? Mono.empty() : current.finish();
        });
    }

    /** From a start to its stop. */
    private record Shift(Sinks.Empty<Void> enough, Sinks.Empty<Void> over) {

        private Mono<Void> finish() {
            enough.tryEmitEmpty();
            return over.asMono();
        }
    }
}
