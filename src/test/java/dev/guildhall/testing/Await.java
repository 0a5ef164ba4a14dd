package dev.guildhall.testing;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Waits for results, which have to come within a minute. */
public final class Await {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Await() {}

    /** The value, of which there has to be one. */
    public static <T> T value(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(PATIENCE), "no value came");
    }

    /** All values there are. */
    public static <T> List<T> all(Flux<T> flux) {
        return value(flux.collectList());
    }

    /** Until it is done, with or without a value. */
    public static void done(Mono<?> mono) {
        mono.block(PATIENCE);
    }
}
