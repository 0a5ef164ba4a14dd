package dev.guildhall.event;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stores events with the facts that rules will see, a whole level of them in one statement, and reads them back as the rules saw them.
 */
@Component
public class EventLog {

    private static final TypeReference<Map<String, @Nullable Object>> MEMBERS = new TypeReference<>() {};
    private static final int PAGE = 100;

    private final EventRepository repository;
    private final EventQueries queries;
    private final JsonMapper json;
    private final Clock clock;

    EventLog(EventRepository repository, EventQueries queries, JsonMapper json, Clock clock) {
        this.repository = repository;
        this.queries = queries;
        this.json = json;
        this.clock = clock;
    }

    /** The events as the stages see them, in the order they were emitted. */
    Mono<List<RecordedEvent>> record(List<DomainEvent> events, int depth) {
        var now = clock.instant();
        var facts = events.stream().map(this::facts).toList();
        var rows = rows(events, facts, depth, now);
        return (rows.isEmpty() ? Mono.just(List.<Long>of()) : repository.insert(rows))
                .map(ids -> toRecorded(events, facts, ids, depth, now));
    }

    /** The latest recorded events, oldest first; what is recorded meanwhile is not among them. Holds no connection between pages. */
    public Flux<RecordedEvent> latest(int count) {
        return queries.listLatestIds(count)
                .sort()
                .buffer(PAGE)
                .concatMap(ids -> queries.listStored(ids).map(this::toRecorded).collectList())
                .concatMapIterable(Function.identity());
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

    private ArrayNode rows(List<DomainEvent> events, List<ObjectNode> facts, int depth, Instant now) {
        var rows = json.createArrayNode();
        for (var i = 0; i < events.size(); i++) {
            var event = events.get(i);
            if (event.isRecorded()) {
                var row = rows.addObject()
                        .put("event_type", event.type())
                        .put("entity_type", event.entityType())
                        .put("entity_id", String.valueOf(event.entityId()))
                        .put(
                                "actor_id",
                                event.actor() == null ? null : event.actor().id())
                        .put("depth", depth)
                        .put("created_at", now.toString());
                row.set("payload", json.valueToTree(event.payload()));
                row.set("facts", facts.get(i));
            }
        }
        return rows;
    }

    private List<RecordedEvent> toRecorded(
            List<DomainEvent> events, List<ObjectNode> facts, List<Long> ids, int depth, Instant now) {
        var remaining = ids.iterator();
        List<RecordedEvent> recorded = new ArrayList<>();
        for (var i = 0; i < events.size(); i++) {
            var event = events.get(i);
            var id = event.isRecorded() ? remaining.next() : 0L;
            recorded.add(new RecordedEvent(id, now, depth, event, withEvent(facts.get(i), event, id, now)));
        }
        return recorded;
    }

    /** The event itself is among the facts, but not stored with them: its row says the same. */
    private ObjectNode withEvent(ObjectNode facts, DomainEvent event, long id, Instant now) {
        var complete = facts.deepCopy();
        complete.putObject("event")
                .put("id", id)
                .put("event_type", event.type())
                .put("entity_type", event.entityType())
                .put("entity_id", String.valueOf(event.entityId()))
                .put("created_at", now.toString())
                .set("payload", json.valueToTree(event.payload()));
        return complete;
    }
}
