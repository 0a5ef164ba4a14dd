package dev.guildhall.rules;

import static dev.guildhall.event.EventSink.DEEPEST_LEVEL_WITH_RULES;

import dev.guildhall.event.DomainEvent;
import dev.guildhall.event.EventSink;
import dev.guildhall.event.Level;
import dev.guildhall.event.Reaction;
import dev.guildhall.event.RecordedEvent;
import dev.guildhall.event.Tally;
import dev.guildhall.shared.Rehearsal;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Runs the rules of events. */
@Component
@EnableConfigurationProperties(RuleSettings.class)
class RuleEngine {

    private final RuleBook book;
    private final RunRepository runs;
    private final RuleSettings settings;
    private final ObjectProvider<EventSink> sink;

    /** The sink has a stage that has this engine. */
    RuleEngine(RuleBook book, RunRepository runs, RuleSettings settings, ObjectProvider<EventSink> sink) {
        this.book = book;
        this.runs = runs;
        this.settings = settings;
        this.sink = sink;
    }

    /** Whether any rule is met by any of these events, or may be once they have their ids. Marks them as looked at. */
    Mono<Boolean> mayAct(Level level) {
        var types = level.events().stream()
                .filter(DomainEvent::isRecorded)
                .map(DomainEvent::type)
                .collect(Collectors.toSet());
        return types.isEmpty()
                ? Mono.just(false)
                : book.pages(types)
                        .doOnNext(pages -> level.stamp(
                                type -> pages.getOrDefault(type, RulePage.EMPTY).revision()))
                        .map(pages -> pages.values().stream()
                                        .anyMatch(page -> !page.rules().isEmpty())
                                && level.preview().stream()
                                        .anyMatch(event ->
                                                pages
                                                        .getOrDefault(
                                                                event.event().type(), RulePage.EMPTY)
                                                        .rules()
                                                        .stream()
                                                        .anyMatch(rule -> rule.mayBeMetBy(event))));
    }

    /**
     * Decides for all rules of the event whether they are met, then acts: no condition sees what a rule has just done.
     *
     * @return how many rules have acted
     */
    Mono<Integer> run(RecordedEvent event) {
        return listMet(event, rule -> true)
                .filter(met -> !met.isEmpty())
                .flatMap(met -> act(met.stream().map(Turn::first).toList(), event))
                .map(List::size)
                .defaultIfEmpty(0);
    }

    /** The active rules that an event meets, among those that are wanted. */
    Mono<List<PreparedRule>> listMet(RecordedEvent event, Predicate<PreparedRule> wanted) {
        return book.listActive(event.event().type()).map(rules -> rules.stream()
                .filter(rule -> wanted.test(rule) && rule.isMetBy(event))
                .toList());
    }

    /** Lets rules act that an event has met, one after the other, and answers those that were not skipped. */
    Mono<List<Turn>> act(List<Turn> turns, RecordedEvent event) {
        var stopped = new AtomicBoolean();
        return sink.getObject().tally().flatMap(tally -> Flux.fromIterable(turns)
                .concatMap(turn -> take(turn, event, tally, stopped))
                .collectList());
    }

    private Mono<Turn> take(Turn turn, RecordedEvent event, Tally tally, AtomicBoolean stopped) {
        return Mono.defer(() -> {
            var reason = reasonToSkip(event, tally, stopped);
            return reason == null ? takeUnlessCooling(turn, event, stopped) : skip(turn, event, reason);
        });
    }

    private @Nullable String reasonToSkip(RecordedEvent event, Tally tally, AtomicBoolean stopped) {
        if (event.depth() > DEEPEST_LEVEL_WITH_RULES) {
            return "depth";
        }
        if (stopped.get()) {
            return "stopped";
        }
        return tally.takesOneMore(Subject.of(event).toString(), settings.budget()) ? null : "budget";
    }

    private Mono<Turn> takeUnlessCooling(Turn turn, RecordedEvent event, AtomicBoolean stopped) {
        var rule = turn.rule();
        var mayAct = rule.cooldownSeconds() == 0 || turn.isRepeated()
                ? Mono.just(true)
                : runs.beginCooldown(rule.id(), Subject.of(event), event.createdAt(), rule.cooldownSeconds());
        return mayAct.flatMap(may -> may ? act(turn, event, stopped) : skip(turn, event, "cooldown"));
    }

    private Mono<Turn> act(Turn turn, RecordedEvent event, AtomicBoolean stopped) {
        return Mono.defer(() -> {
            var begin = System.nanoTime();
            stopped.set(turn.rule().stopProcessing());
            var rule = turn.rule();
            return Rehearsal.observe(new RuleMatch(rule.id(), rule.version(), rule.name(), event, turn.attempt(), 0))
                    .then(rule.actOn(event, turn.attempt()))
                    .flatMap(effects -> note(turn, event, null, micros(begin), effects))
                    .thenReturn(turn);
        });
    }

    private Mono<Turn> skip(Turn turn, RecordedEvent event, String reason) {
        return note(turn, event, reason, 0, List.of()).then(Mono.empty());
    }

    private Mono<Void> note(
            Turn turn, RecordedEvent event, @Nullable String reason, long micros, List<Reaction.Effect> effects) {
        return sink.getObject()
                .note(new Reaction(
                        turn.rule().id(),
                        turn.rule().version(),
                        event.id(),
                        turn.attempt(),
                        reason,
                        turn.replayed(),
                        micros,
                        effects));
    }

    private static long micros(long begin) {
        return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begin);
    }

    /** A rule about to act on an event, for the first time or again. */
    record Turn(PreparedRule rule, int attempt, boolean replayed) {

        /** It acts on this event once more, in spite of its pause. */
        private boolean isRepeated() {
            return attempt > 0;
        }

        private static Turn first(PreparedRule rule) {
            return new Turn(rule, 0, false);
        }
    }
}
