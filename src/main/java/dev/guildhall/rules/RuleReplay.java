package dev.guildhall.rules;

import dev.guildhall.event.EventLog;
import dev.guildhall.event.EventSink;
import dev.guildhall.event.RecordedEvent;
import dev.guildhall.event.UnitOfWork;
import dev.guildhall.rules.RuleEngine.Turn;
import dev.guildhall.rules.RunRepository.Ran;
import dev.guildhall.rules.RunRepository.Runs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Runs today's rules over what has already happened. */
@Service
public class RuleReplay {

    private final EventLog log;
    private final RuleEngine engine;
    private final RunRepository runs;
    private final UnitOfWork units;
    private final EventSink events;

    RuleReplay(EventLog log, RuleEngine engine, RunRepository runs, UnitOfWork units, EventSink events) {
        this.log = log;
        this.engine = engine;
        this.runs = runs;
        this.units = units;
        this.events = events;
    }

    /** As {@link #replay(int, Manner)}, what has never run. */
    public Flux<Result> replay(int last) {
        return replay(last, Manner.MISSING);
    }

    /**
     * Runs the rules of the latest events, oldest event first, over the facts stored with them. Each event is a unit of work of its own:
     * when one fails, the replay ends there, and what earlier ones did stays. A rule that has acted on an event does not act on it
     * again in the same version, whoever replays it how often and wherever it broke off, unless it is forced to. Of its actions only
     * those are done that were switched off whenever it ran, and are not any more.
     *
     * @param last how many events, at least 1
     * @return how far it is, at the beginning and after each event
     */
    public Flux<Result> replay(int last, Manner manner) {
        return log.latest(last).concatMap(event -> one(event, manner)).scan(new Result(0, 0, List.of()), Result::with);
    }

    private Mono<List<Acted>> one(RecordedEvent event, Manner manner) {
        return engine.listMet(event, rule -> true)
                .filter(met -> !met.isEmpty())
                .flatMap(met -> manner == Manner.DRY
                        ? runs.listRan(event.id()).flatMap(ran -> turns(met, ran, Manner.MISSING))
                        : units.run(again(event, met, manner)))
                .map(turns -> turns.stream().map(turn -> Acted.of(turn, event)).toList())
                .defaultIfEmpty(List.of());
    }

    /** Answers those that have acted. */
    private Mono<List<Turn>> again(RecordedEvent event, List<PreparedRule> met, Manner manner) {
        return runs.lockEvent(event.id())
                .flatMap(locked -> runs.listRan(event.id()))
                .flatMap(ran -> turns(met, ran, manner))
                .flatMap(turns -> events.continueAfter(event).then(engine.act(turns, event)));
    }

    private static Mono<List<Turn>> turns(List<PreparedRule> met, Map<Ran, Runs> ran, Manner manner) {
        return Flux.fromIterable(met)
                .concatMap(rule -> Optional.ofNullable(ran.get(Ran.of(rule)))
                        .map(runs -> again(rule, runs, manner))
                        .orElseGet(() -> Mono.just(new Turn(rule, 0, true))))
                .collectList();
    }

    private static Mono<Turn> again(PreparedRule rule, Runs runs, Manner manner) {
        var wanted = manner == Manner.FORCED
                ? Mono.just(rule)
                : rule.with(runs.left()).filter(rest -> !rest.actions().isEmpty());
        return wanted.map(it -> new Turn(it, runs.latest() + 1, true));
    }

    /** What is run. */
    public enum Manner {
        /** What has never run, single actions that were switched off included. */
        MISSING,
        /** Everything, once more. */
        FORCED,
        /** Nothing: only tells what has never run. */
        DRY
    }

    /**
     * What a replay did.
     *
     * @param processed how many events were looked at
     * @param executed how many rules have run, or would
     * @param latest those of the latest event
     */
    public record Result(long processed, long executed, List<Acted> latest) {

        private Result with(List<Acted> more) {
            return new Result(processed + 1, executed + more.size(), more);
        }
    }

    /** A rule that has run for an event, or would. */
    public record Acted(long ruleId, int version, String name, long eventId, String eventType, List<String> actions) {

        private static Acted of(Turn turn, RecordedEvent event) {
            return new Acted(
                    turn.rule().id(),
                    turn.rule().version(),
                    turn.rule().name(),
                    event.id(),
                    event.event().type(),
                    turn.rule().actions().stream()
                            .map(PreparedRule.PreparedAction::type)
                            .toList());
        }
    }
}
