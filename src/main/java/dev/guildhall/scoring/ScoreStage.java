package dev.guildhall.scoring;

import dev.guildhall.event.ClosingStage;
import dev.guildhall.event.DomainEvent;
import dev.guildhall.event.EventSink;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps the scores of everybody whom a unit of work concerns: two statements, or none when it concerns nobody. Once for all levels
 * together, because the rows it locks would otherwise be wanted in another order by somebody else.
 */
@Component
@Order(ClosingStage.SCORES)
class ScoreStage implements ClosingStage {

    private final ScoreService scores;
    private final ObjectProvider<EventSink> sink;

    /** The sink has this stage among its own. */
    ScoreStage(ScoreService scores, ObjectProvider<EventSink> sink) {
        this.scores = scores;
        this.sink = sink;
    }

    @Override
    public Mono<Void> close(List<DomainEvent> events) {
        var changes = ScoreChanges.of(events);
        return changes.isEmpty() ? Mono.empty() : scores.apply(changes).flatMap(this::tell);
    }

    /** Whoever has been computed sees it, and so does whoever works on an order of a client whose risk is another now. */
    private Mono<Void> tell(Recomputed recomputed) {
        var events = sink.getObject();
        return events.emit(new ScoresChanged(recomputed.accounts()))
                .thenMany(Flux.fromIterable(recomputed.orders()))
                .concatMap(events::emit)
                .then();
    }
}
