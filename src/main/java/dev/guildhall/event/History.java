package dev.guildhall.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** Reads long stretches of the event log as rules saw it, a page at a time and without a connection in between. */
@Component
public class History {

    private static final int PAGE = 1_000;

    private final EventQueries queries;
    private final EventLog log;

    History(EventQueries queries, EventLog log) {
        this.queries = queries;
        this.log = log;
    }

    /**
     * Finds a stretch: the latest events of some types. What is recorded afterwards is not in it.
     *
     * @param from the earliest moment that counts
     * @param to the first moment that does not
     * @param most how many events at most
     */
    public Mono<Stretch> find(Set<String> types, Optional<Instant> from, Optional<Instant> to, int most) {
        return queries.findStretch(types, from, to, most);
    }

    /** The pages of a stretch, oldest event first. */
    public Flux<List<Past>> pages(Stretch stretch) {
        return page(stretch, stretch.first() - 1)
                .expand(page -> page.size() < PAGE
                        ? Mono.empty()
                        : page(stretch, page.get(page.size() - 1).id()))
                .filter(page -> !page.isEmpty());
    }

    private Mono<List<Past>> page(Stretch stretch, long after) {
        return stretch.count() == 0
                ? Mono.just(List.of())
                : queries.listPast(stretch, after, PAGE).map(log::toPast).collectList();
    }

    /**
     * Events between two others.
     *
     * @param first id of the first, 0 when there is none
     * @param last id of the last
     */
    public record Stretch(
            Set<String> types, Optional<Instant> from, Optional<Instant> to, long first, long last, long count) {}

    /**
     * An event as rules saw it.
     *
     * @param facts not to be changed
     */
    public record Past(
            long id,
            String eventType,
            String entityType,
            String entityId,
            int depth,
            Instant createdAt,
            ObjectNode facts) {}
}
