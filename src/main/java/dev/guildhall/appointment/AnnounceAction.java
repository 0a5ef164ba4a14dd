package dev.guildhall.appointment;

import dev.guildhall.event.DomainEvent;
import dev.guildhall.event.EventSink;
import dev.guildhall.flag.FeatureFlags;
import dev.guildhall.flag.Switch;
import dev.guildhall.rules.ActionDescription;
import dev.guildhall.rules.ActionDescription.Parameter;
import dev.guildhall.rules.Catalogue;
import dev.guildhall.rules.RuleAction;
import dev.guildhall.rules.RuleMatch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rule action: emits an event of a type of the rule's own, about the same thing. It belongs here because such an event carries the
 * facts of the order as they are by then, and not as they were before the actions in front of it.
 */
@Component
class AnnounceAction implements RuleAction {

    private static final int LONGEST_TYPE = 120;
    private static final Predicate<String> CUSTOM =
            Pattern.compile(Catalogue.CUSTOM_EVENT).asMatchPredicate();

    private final AppointmentQueries queries;
    private final EventSink events;
    private final FeatureFlags flags;

    AnnounceAction(AppointmentQueries queries, EventSink events, FeatureFlags flags) {
        this.queries = queries;
        this.events = events;
        this.flags = flags;
    }

    @Override
    public List<ActionDescription> descriptions() {
        return List.of(ActionDescription.of(
                "emit_event",
                "Вызвать своё событие, на которое могут отозваться другие правила",
                "Emit an event of your own, which other rules may react to",
                Parameter.text("event_type", "Тип события: custom.…", "Type of the event: custom.…")
                        .matching(Catalogue.CUSTOM_EVENT)
                        .upTo(LONGEST_TYPE)
                        .asRequired(),
                Parameter.object("payload", "Что говорит событие", "What the event says")));
    }

    @Override
    public Mono<Boolean> isOn() {
        return flags.isOn(Switch.RULE_EMIT_EVENT);
    }

    @Override
    public Optional<Run> prepare(ObjectNode action) {
        return type(action).map(type -> match -> announce(type, payload(action), match));
    }

    @Override
    public List<Emission> emissions(ObjectNode action) {
        return type(action).stream()
                .map(type -> {
                    var facts = JsonNodeFactory.instance.objectNode();
                    facts.putObject("event").set("payload", payload(action));
                    return new Emission(type, facts);
                })
                .toList();
    }

    private Mono<Outcome> announce(String type, ObjectNode payload, RuleMatch match) {
        var cause = match.event().event();
        Map<String, @Nullable Object> words = members(payload);
        return Mono.justOrEmpty(match.idOf("appointment"))
                .flatMap(queries::lock)
                .map(order -> new CustomEvent(
                        type, "Appointment", order.id(), cause.actor(), words, AppointmentFacts.of(order)))
                .defaultIfEmpty(new CustomEvent(
                        type, cause.entityType(), cause.entityId(), cause.actor(), words, cause.facts()))
                .flatMap(events::emit)
                .thenReturn(Outcome.DONE);
    }

    private static Optional<String> type(ObjectNode action) {
        return action.path("event_type")
                .stringValueOpt()
                .filter(type -> type.length() <= LONGEST_TYPE && CUSTOM.test(type));
    }

    private static ObjectNode payload(ObjectNode action) {
        return action.path("payload") instanceof ObjectNode given ? given : JsonNodeFactory.instance.objectNode();
    }

    private static Map<String, @Nullable Object> members(ObjectNode payload) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        payload.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }

    /** What a rule has announced. */
    private record CustomEvent(
            String type,
            String entityType,
            long entityId,
            @Nullable Actor actor,
            Map<String, @Nullable Object> payload,
            Map<String, @Nullable Object> facts)
            implements DomainEvent {}
}
