package dev.guildhall.scoring;

import dev.guildhall.event.ClosingStage;
import dev.guildhall.event.DomainEvent;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Keeps the scores of everybody whom a unit of work concerns: two statements, or none when it concerns nobody. Once for all levels
 * together, because the rows it locks would otherwise be wanted in another order by somebody else.
 */
@Component
@Order(ClosingStage.SCORES)
class ScoreStage implements ClosingStage {

    private final ScoreService scores;

    ScoreStage(ScoreService scores) {
        this.scores = scores;
    }

    @Override
    public Mono<Void> close(List<DomainEvent> events) {
        var changes = ScoreChanges.of(events);
        return changes.isEmpty() ? Mono.empty() : scores.apply(changes).then();
    }
}
