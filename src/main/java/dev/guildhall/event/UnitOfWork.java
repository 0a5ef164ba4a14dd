package dev.guildhall.event;

import dev.guildhall.database.Transactions;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * A transaction that may emit events. State, timeline, events, what rules did and scores commit together or not at all, and when the
 * result is there, all of it has happened.
 */
@Component
public class UnitOfWork {

    private final Transactions transactions;
    private final EventSink sink;

    UnitOfWork(Transactions transactions, EventSink sink) {
        this.transactions = transactions;
        this.sink = sink;
    }

    /** Does the work and everything that follows from the events it emits, then commits. Joins a unit that is already open. */
    public <T> Mono<T> run(Mono<T> work) {
        return run(work, Mono::just);
    }

    /**
     * As {@link #run(Mono)}, with an answer that is read in the same transaction after all rules have run.
     *
     * @param answer what the caller gets, made from the result of the work; not asked when there is none
     */
    public <T, R> Mono<R> run(Mono<T> work, Function<? super T, Mono<R>> answer) {
        return Mono.deferContextual(context -> context.hasKey(EventSink.Unit.class)
                ? work.flatMap(answer)
                : transactions
                        .run(written(drained(work).flatMap(answer)))
                        .contextWrite(inner -> inner.put(EventSink.Unit.class, new EventSink.Unit())));
    }

    private <T> Mono<T> drained(Mono<T> work) {
        return before(work, Mono.defer(sink::drain));
    }

    private <T> Mono<T> written(Mono<T> work) {
        return before(work, Mono.defer(sink::write));
    }

    /** Work without a result is followed as well. */
    private static <T> Mono<T> before(Mono<T> work, Mono<Void> following) {
        return work.map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .delayUntil(done -> following)
                .flatMap(Mono::justOrEmpty);
    }
}
