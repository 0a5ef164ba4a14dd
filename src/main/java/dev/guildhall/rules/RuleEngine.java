package dev.guildhall.rules;

import dev.guildhall.event.DomainEvent;
import dev.guildhall.event.EventSink;
import dev.guildhall.event.Level;
import dev.guildhall.event.RecordedEvent;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Runs the rules of events. */
@Component
class RuleEngine {

    private final RuleBook book;

    RuleEngine(RuleBook book) {
        this.book = book;
    }

    /** Whether any rule is met by any of these events, or may be once they have their ids. */
    Mono<Boolean> mayAct(Level level) {
        if (!runsAt(level.depth())) {
            return Mono.just(false);
        }
        var types = level.events().stream()
                .filter(DomainEvent::isRecorded)
                .map(DomainEvent::type)
                .collect(Collectors.toSet());
        return types.isEmpty()
                ? Mono.just(false)
                : book.pages(types)
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
     * @return how many rules were met
     */
    Mono<Integer> run(RecordedEvent event) {
        if (!runsAt(event.depth())) {
            return Mono.just(0);
        }
        return book.listActive(event.event().type())
                .map(rules -> rules.stream().filter(rule -> rule.isMetBy(event)).toList())
                .delayUntil(met -> act(met, event))
                .map(List::size);
    }

    private static boolean runsAt(int depth) {
        return depth <= EventSink.DEEPEST_LEVEL_WITH_RULES;
    }

    private static Mono<Void> act(List<PreparedRule> met, RecordedEvent event) {
        return Flux.fromIterable(met).concatMap(rule -> rule.actOn(event)).then();
    }
}
