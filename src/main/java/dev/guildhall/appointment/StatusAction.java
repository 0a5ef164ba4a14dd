package dev.guildhall.appointment;

import dev.guildhall.rules.ActionDescription;
import dev.guildhall.rules.ActionDescription.Parameter;
import dev.guildhall.rules.RuleAction;
import dev.guildhall.rules.RuleMatch;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Rule action: moves the appointment one step on, in the name of whoever caused the event; no other move is made. */
@Component
class StatusAction implements RuleAction {

    private final AppointmentQueries queries;
    private final AppointmentService appointments;
    private final Clock clock;

    StatusAction(AppointmentQueries queries, AppointmentService appointments, Clock clock) {
        this.queries = queries;
        this.appointments = appointments;
        this.clock = clock;
    }

    @Override
    public List<ActionDescription> descriptions() {
        return List.of(ActionDescription.of(
                "change_status",
                "Передвинуть заявку на шаг",
                "Move the order a step on",
                Parameter.text("to_status", "Новый статус", "The status it gets")
                        .among(AppointmentVocabulary.STATUSES)
                        .asRequired()));
    }

    @Override
    public Optional<Run> prepare(ObjectNode action) {
        return Optional.of(action.path("to_status"))
                .filter(JsonNode::isString)
                .flatMap(word -> status(word.asString()))
                .map(status -> match -> move(status, match));
    }

    @Override
    public List<Emission> emissions(ObjectNode action) {
        return status(action.path("to_status").stringValue("")).stream()
                .map(status -> {
                    var facts = JsonNodeFactory.instance.objectNode();
                    facts.putObject("appointment").put("status", status.name());
                    facts.putObject("event").putObject("payload").put("to_status", status.name());
                    return new Emission(AppointmentEvent.STATUS_CHANGED, facts);
                })
                .toList();
    }

    private Mono<Outcome> move(AppointmentStatus status, RuleMatch match) {
        return Mono.justOrEmpty(match.idOf("appointment"))
                .flatMap(queries::lock)
                .mapNotNull(order -> Steps.byRule(
                        order, match.event().event().actor(), status, "Правило: " + match.ruleName(), clock.instant()))
                .delayUntil(appointments::apply)
                .map(change -> Outcome.DONE);
    }

    private static Optional<AppointmentStatus> status(String word) {
        return Arrays.stream(AppointmentStatus.values())
                .filter(status -> status.name().equals(word))
                .findFirst();
    }
}
