package dev.guildhall.event;

import dev.guildhall.audit.Audit;
import dev.guildhall.shared.Timestamps;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stores events with the facts that rules will see, as many as there are in one statement, and reads them back as the rules saw them.
 */
@Component
public class EventLog {

    private static final TypeReference<Map<String, @Nullable Object>> MEMBERS = new TypeReference<>() {};
    private static final int PAGE = 100;

    private final EventRepository repository;
    private final EventQueries queries;
    private final JsonMapper json;
    private final Clock clock;
    private final Audit audit;

    EventLog(EventRepository repository, EventQueries queries, JsonMapper json, Clock clock, Audit audit) {
        this.audit = audit;
        this.repository = repository;
        this.queries = queries;
        this.json = json;
        this.clock = clock;
    }

    /** Stores what is pending, and tells how rules see it, in the order it was emitted. */
    Mono<List<RecordedEvent>> store(Journal journal) {
        return Mono.defer(() -> {
            var pending = journal.takePending();
            var now = clock.instant();
            var facts = pending.stream().map(event -> facts(event.event())).toList();
            return pending.isEmpty()
                    ? Mono.just(List.of())
                    : repository.insert(rows(pending, facts, now)).map(ids -> toRecorded(pending, facts, ids, now));
        });
    }

    /** Writes all that is left, in one statement, or none when nothing is. */
    Mono<Void> close(Journal journal) {
        return Mono.defer(() -> {
            if (journal.isEmpty()) {
                return Mono.empty();
            }
            var pending = journal.takePending();
            var now = clock.instant();
            var facts = pending.stream().map(event -> facts(event.event())).toList();
            return audit.take()
                    .flatMap(audited -> repository.close(
                            rows(pending, facts, now),
                            json.valueToTree(journal.notes()),
                            audited,
                            reactions(journal),
                            now));
        });
    }

    /** How rules would see events that are not stored yet: without an id. */
    List<RecordedEvent> preview(List<DomainEvent> events, int depth) {
        var now = clock.instant();
        return events.stream()
                .filter(DomainEvent::isRecorded)
                .map(event -> new RecordedEvent(0, now, depth, event, withEvent(facts(event), event, 0, now)))
                .toList();
    }

    /** The latest recorded events, oldest first; what is recorded meanwhile is not among them. Holds no connection between pages. */
    public Flux<RecordedEvent> latest(int count) {
        return queries.listLatestIds(count)
                .sort()
                .buffer(PAGE)
                .concatMap(ids -> queries.listStored(ids).map(this::toRecorded).collectList())
                .concatMapIterable(Function.identity());
    }

    /** Single events as rules saw them, oldest first. */
    public Flux<RecordedEvent> find(List<Long> ids) {
        return ids.isEmpty() ? Flux.empty() : queries.listStored(ids).map(this::toRecorded);
    }

    History.Past toPast(EventQueries.StoredEvent stored) {
        var facts = stored.facts();
        facts.putObject("event")
                .put("id", stored.id())
                .put("event_type", stored.eventType())
                .put("entity_type", stored.entityType())
                .put("entity_id", stored.entityId())
                .put("created_at", Timestamps.text(stored.createdAt()))
                .set("payload", stored.payload());
        return new History.Past(
                stored.id(),
                stored.eventType(),
                stored.entityType(),
                stored.entityId(),
                stored.depth(),
                stored.createdAt(),
                facts);
    }

    private ArrayNode reactions(Journal journal) {
        var rows = json.createArrayNode();
        for (var reaction : journal.reactions()) {
            var row = rows.addObject()
                    .put("rule_id", reaction.ruleId())
                    .put("rule_version", reaction.ruleVersion())
                    .put("event_id", reaction.eventId())
                    .put("attempt", reaction.attempt())
                    .put("reason", reaction.reason())
                    .put("replayed", reaction.replayed())
                    .put("duration_micros", reaction.micros());
            var effects = row.putArray("effects");
            reaction.effects().forEach(effect -> effects.addObject()
                    .put("action_index", effect.index())
                    .put("type", effect.type())
                    .put("outcome", effect.outcome()));
        }
        return rows;
    }

    private RecordedEvent toRecorded(EventQueries.StoredEvent stored) {
        var event = new PastEvent(
                stored.eventType(),
                stored.entityType(),
                Long.parseLong(stored.entityId()),
                stored.actorId() == null
                        ? null
                        : new DomainEvent.Actor(
                                stored.actorId(),
                                stored.facts().path("actor").path("role").asString("")),
                json.convertValue(stored.payload(), MEMBERS),
                json.convertValue(stored.facts(), MEMBERS));
        var facts = withEvent(stored.facts(), event, stored.id(), stored.createdAt());
        return new RecordedEvent(stored.id(), stored.createdAt(), stored.depth(), event, facts);
    }

    private ObjectNode facts(DomainEvent event) {
        var facts = json.createObjectNode();
        var actor = facts.putObject("actor");
        if (event.actor() == null) {
            actor.putNull("id").putNull("role");
        } else {
            actor.put("id", event.actor().id()).put("role", event.actor().role());
        }
        event.facts().forEach((name, values) -> facts.set(name, json.valueToTree(values)));
        return facts;
    }

    private ArrayNode rows(List<Journal.Pending> pending, List<ObjectNode> facts, Instant now) {
        var rows = json.createArrayNode();
        for (var i = 0; i < pending.size(); i++) {
            var event = pending.get(i).event();
            var row = rows.addObject()
                    .put("event_type", event.type())
                    .put("entity_type", event.entityType())
                    .put("entity_id", String.valueOf(event.entityId()))
                    .put(
                            "actor_id",
                            event.actor() == null ? null : event.actor().id())
                    .put("depth", pending.get(i).depth())
                    .put("rule_revision", pending.get(i).ruleRevision())
                    .put("created_at", now.toString());
            row.set("payload", json.valueToTree(event.payload()));
            row.set("facts", facts.get(i));
        }
        return rows;
    }

    private List<RecordedEvent> toRecorded(
            List<Journal.Pending> pending, List<ObjectNode> facts, List<Long> ids, Instant now) {
        return IntStream.range(0, pending.size())
                .mapToObj(i -> {
                    var event = pending.get(i).event();
                    var complete = withEvent(facts.get(i), event, ids.get(i), now);
                    return new RecordedEvent(ids.get(i), now, pending.get(i).depth(), event, complete);
                })
                .toList();
    }

    /** The event itself is among the facts, but not stored with them: its row says the same. */
    private ObjectNode withEvent(ObjectNode facts, DomainEvent event, long id, Instant now) {
        var complete = facts.deepCopy();
        complete.putObject("event")
                .put("id", id)
                .put("event_type", event.type())
                .put("entity_type", event.entityType())
                .put("entity_id", String.valueOf(event.entityId()))
                .put("created_at", Timestamps.text(now))
                .set("payload", json.valueToTree(event.payload()));
        return complete;
    }
}
