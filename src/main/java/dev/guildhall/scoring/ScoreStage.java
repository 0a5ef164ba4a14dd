package dev.guildhall.scoring;

import dev.guildhall.event.EventStage;
import dev.guildhall.event.RecordedEvent;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps the scores of everybody whom a level of events concerns: two statements, or none when it concerns nobody. */
@Component
@Order(EventStage.SCORES)
class ScoreStage implements EventStage {

    private final ScoreService scores;

    ScoreStage(ScoreService scores) {
        this.scores = scores;
    }

    @Override
    public Mono<Void> process(List<RecordedEvent> events) {
        var changes = ScoreChanges.of(events.stream().map(RecordedEvent::event).toList());
        return changes.isEmpty() ? Mono.empty() : scores.apply(changes).then();
    }
}
