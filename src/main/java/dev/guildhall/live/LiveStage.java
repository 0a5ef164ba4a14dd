package dev.guildhall.live;

import dev.guildhall.database.Transactions;
import dev.guildhall.event.ClosingStage;
import dev.guildhall.event.DomainEvent;
import dev.guildhall.event.EventSink;
import dev.guildhall.event.Note;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import reactor.core.publisher.Mono;

/** Notes who must hear of what has happened, and wakes them up when it is committed. */
@Component
@Order(ClosingStage.LIVE)
class LiveStage implements ClosingStage {

    private final Supplier<List<LiveSource>> sources;
    private final ObjectProvider<EventSink> sink;
    private final Transactions transactions;
    private final LiveWakeUp wakeUp;

    /** The sink has this stage among its own, and sources may belong to beans that emit. */
    LiveStage(
            ObjectProvider<LiveSource> sources,
            ObjectProvider<EventSink> sink,
            Transactions transactions,
            LiveWakeUp wakeUp) {
        this.sources = SingletonSupplier.of(() -> sources.stream().toList());
        this.sink = sink;
        this.transactions = transactions;
        this.wakeUp = wakeUp;
    }

    @Override
    public Mono<Void> close(List<DomainEvent> events) {
        var notes = events.stream()
                .flatMap(event -> sources.get().stream().flatMap(source -> source.notes(event)))
                .toList();
        var topics = Stream.concat(
                        notes.stream().map(Note::topic),
                        events.stream().filter(DomainEvent::isRecorded).map(event -> Topics.EVENTS))
                .collect(Collectors.toSet());
        return topics.isEmpty() ? Mono.empty() : sink.getObject().note(notes).then(wakeAfterCommit(topics));
    }

    private Mono<Void> wakeAfterCommit(Set<String> topics) {
        return transactions.afterCommit(Mono.fromRunnable(() -> wakeUp.wake(topics)));
    }
}
