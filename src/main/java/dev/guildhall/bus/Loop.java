package dev.guildhall.bus;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Work that is done again whenever somebody asks for it: never twice at a time, and once more however often it was asked for
 * meanwhile. A failure is logged; the next one who asks has it tried again.
 */
public final class Loop {

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private final String name;
    private final Mono<Void> work;
    private final Sinks.Many<Boolean> wishes = Sinks.many().unicast().onBackpressureBuffer();

    private boolean started;

    /** @param name what it does, for the log */
    public Loop(String name, Mono<Void> work) {
        this.name = name;
        this.work = work;
    }

    /** Asks for it. */
    public synchronized void wake() {
        if (started) {
            wishes.tryEmitNext(true);
        }
    }

    /** Begins to listen to wishes; this is an edge of the program. */
    public synchronized Disposable start() {
        started = true;
        return wishes.asFlux()
                .onBackpressureLatest()
                .concatMap(
                        wish -> work.onErrorResume(failure ->
                                Mono.fromRunnable(() -> LOG.warn("{} failed: {}", name, failure.toString()))),
                        1)
                .subscribe();
    }
}
