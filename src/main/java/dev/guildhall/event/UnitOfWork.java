package dev.guildhall.event;

import dev.guildhall.database.Transactions;
import dev.guildhall.shared.Rehearsal;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A transaction that may emit events. State, timeline, events, what rules did and scores commit together or not at all, and when the
 * result is there, all of it has happened.
 */
@Component
public class UnitOfWork {

    private final Transactions transactions;
    private final EventSink sink;
    private final ObjectProvider<Foresight> foresights;

    /** Those who foresee may belong to beans that do such work. */
    UnitOfWork(Transactions transactions, EventSink sink, ObjectProvider<Foresight> foresights) {
        this.transactions = transactions;
        this.sink = sink;
        this.foresights = foresights;
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
                        .run(foreseen(written(drained(work).flatMap(answer))))
                        .contextWrite(inner -> inner.put(EventSink.Unit.class, new EventSink.Unit())));
    }

    private <T> Mono<T> drained(Mono<T> work) {
        return before(work, Mono.defer(sink::drain));
    }

    private <T> Mono<T> written(Mono<T> work) {
        return before(
                work,
                Mono.defer(sink::write)
                        .then(sink.counting())
                        .flatMap(counting -> transactions.afterCommit(Mono.fromRunnable(counting))));
    }

    /** When it is only rehearsed, what would come of it is told before it is undone. */
    private <T> Mono<T> foreseen(Mono<T> work) {
        return Mono.deferContextual(context -> Rehearsal.of(context)
                .map(rehearsal -> before(work, foresee(rehearsal)))
                .orElse(work));
    }

    private Mono<Void> foresee(Rehearsal rehearsal) {
        return sink.seen()
                .flatMapMany(
                        events -> Flux.fromStream(foresights::orderedStream).concatMap(foresight -> foresight
                                .tell(rehearsal, events)
                                .doOnNext(told -> rehearsal.tell(foresight.name(), told))))
                .then();
    }

    /** Work without a result is followed as well. */
    private static <T> Mono<T> before(Mono<T> work, Mono<Void> following) {
        return work.map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .delayUntil(done -> following)
                .flatMap(Mono::justOrEmpty);
    }
}
