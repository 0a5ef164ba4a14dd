package dev.guildhall.appointment;

import dev.guildhall.event.EventSink;
import dev.guildhall.rules.ActionDescription;
import dev.guildhall.rules.ActionDescription.Parameter;
import dev.guildhall.rules.RuleAction;
import dev.guildhall.rules.RuleMatch;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Rule action: puts a tag on the appointment, once; leaves no row in the timeline and emits nothing. */
@Component
class TagAction implements RuleAction {

    static final Parameter TAG = Parameter.text("tag", "Метка", "The tag").notEmpty();
    static final Parameter FLAG = Parameter.text("flag", "Метка, если нет tag", "The tag, unless there is a tag")
            .notEmpty();

    private final AppointmentRepository repository;
    private final EventSink events;
    private final Clock clock;

    TagAction(AppointmentRepository repository, EventSink events, Clock clock) {
        this.repository = repository;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public List<ActionDescription> descriptions() {
        return Stream.of("assign_tag", "assign_flag")
                .map(type -> ActionDescription.of(
                                type, "Поставить метку на заявку", "Put a tag on the order", TAG, FLAG)
                        .needingAnyOf("tag", "flag"))
                .toList();
    }

    @Override
    public Optional<Run> prepare(ObjectNode action) {
        return Stream.of("tag", "flag")
                .map(action::path)
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .filter(tag -> !tag.isEmpty())
                .findFirst()
                .map(tag -> match -> put(tag, match));
    }

    private Mono<Outcome> put(String tag, RuleMatch match) {
        return Mono.justOrEmpty(match.idOf("appointment"))
                .flatMap(id -> repository.tag(id, tag, clock.instant()))
                .delayUntil(events::emit)
                .map(tagged -> Outcome.DONE);
    }
}
