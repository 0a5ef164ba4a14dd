package dev.guildhall.shared;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;

/** Keeps work going although nobody waits for it any more. */
public final class Shield {

    private static final Logger LOG = LoggerFactory.getLogger(Shield.class);

    private Shield() {}

    /**
     * The same work, deaf to cancellation: once begun it runs to its end, and the reactive context (caller, request id) goes with
     * it. A refusal that nobody waits for is nothing to anybody; any other failure is logged.
     */
    public static <T> Mono<T> fromCancellation(Mono<T> work) {
        // As a signal, because Reactor would log every error that comes after a cancellation, with its stack trace.
        return Mono.deferContextual(context -> Mono.fromFuture(
                        () -> work.materialize().contextWrite(context).toFuture(), true))
                .doOnDiscard(Signal.class, Shield::tellOfFailure)
                .dematerialize();
    }

    private static void tellOfFailure(Signal<?> unheard) {
        var failure = unheard.getThrowable();
        if (failure != null && !(failure instanceof Refusal)) {
            LOG.error("Failed after the caller had gone", failure);
        }
    }
}
