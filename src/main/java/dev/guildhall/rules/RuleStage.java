package dev.guildhall.rules;

import dev.guildhall.event.EventStage;
import dev.guildhall.event.Level;
import java.util.function.Function;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Runs the rules of a level's recorded events, one event after the other. Where none is met, nothing is stored before its time. */
@Component
@Order(EventStage.RULES)
class RuleStage implements EventStage {

    private final RuleEngine engine;

    RuleStage(RuleEngine engine) {
        this.engine = engine;
    }

    @Override
    public Mono<Void> process(Level level) {
        return engine.mayAct(level)
                .filter(awaited -> awaited)
                .flatMapMany(awaited -> level.recorded())
                .concatMapIterable(Function.identity())
                .concatMap(engine::run)
                .then();
    }
}
