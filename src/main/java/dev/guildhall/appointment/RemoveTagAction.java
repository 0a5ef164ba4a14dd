package dev.guildhall.appointment;

import dev.guildhall.event.EventSink;
import dev.guildhall.rules.ActionDescription;
import dev.guildhall.rules.RuleAction;
import dev.guildhall.rules.RuleMatch;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** Rule action: takes a tag off the appointment, if it is there. */
@Component
class RemoveTagAction implements RuleAction {

    private final AppointmentRepository repository;
    private final EventSink events;
    private final Clock clock;

    RemoveTagAction(AppointmentRepository repository, EventSink events, Clock clock) {
        this.repository = repository;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public List<ActionDescription> descriptions() {
        return List.of(ActionDescription.of(
                "remove_tag", "Снять метку с заявки", "Take a tag off the order", TagAction.TAG.asRequired()));
    }

    @Override
    public Optional<Run> prepare(ObjectNode action) {
        return action.path("tag").stringValueOpt().filter(tag -> !tag.isEmpty()).map(tag -> match -> take(tag, match));
    }

    private Mono<Outcome> take(String tag, RuleMatch match) {
        return Mono.justOrEmpty(match.idOf("appointment"))
                .flatMap(id -> repository.untag(id, tag, clock.instant()))
                .delayUntil(events::emit)
                .map(untagged -> Outcome.DONE);
    }
}
