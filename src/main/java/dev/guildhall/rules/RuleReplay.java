package dev.guildhall.rules;

import dev.guildhall.event.EventLog;
import dev.guildhall.event.UnitOfWork;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;

/** Runs today's rules over what has already happened. */
@Service
public class RuleReplay {

    private final EventLog log;
    private final RuleEngine engine;
    private final UnitOfWork units;

    RuleReplay(EventLog log, RuleEngine engine, UnitOfWork units) {
        this.log = log;
        this.engine = engine;
        this.units = units;
    }

    /**
     * Runs the rules of the latest events once more, oldest event first, over the facts stored with them. Each event is a unit of work
     * of its own: when one fails, the replay ends there, and what earlier ones did stays.
     *
     * @param last how many events, at least 1
     * @return how far it is, at the beginning and after each event
     */
    public Flux<Result> replay(int last) {
        return log.latest(last).concatMap(event -> units.run(engine.run(event))).scan(new Result(0, 0), Result::with);
    }

    /**
     * What a replay did.
     *
     * @param processed how many events were looked at
     * @param executed how many rules were met
     */
    public record Result(long processed, long executed) {

        private Result with(int met) {
            return new Result(processed + 1, executed + met);
        }
    }
}
