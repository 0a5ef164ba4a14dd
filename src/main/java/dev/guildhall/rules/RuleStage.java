package dev.guildhall.rules;

import dev.guildhall.event.EventStage;
import dev.guildhall.event.RecordedEvent;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Runs the rules of a level's recorded events, one event after the other. */
@Component
@Order(EventStage.RULES)
class RuleStage implements EventStage {

    private final RuleEngine engine;

    RuleStage(RuleEngine engine) {
        this.engine = engine;
    }

    @Override
    public Mono<Void> process(List<RecordedEvent> events) {
        return Flux.fromIterable(events)
                .filter(event -> event.event().isRecorded())
                .concatMap(engine::run)
                .then();
    }
}
