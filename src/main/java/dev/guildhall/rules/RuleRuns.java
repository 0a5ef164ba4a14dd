package dev.guildhall.rules;

import dev.guildhall.event.EventLog;
import dev.guildhall.event.RecordedEvent;
import dev.guildhall.shared.NotFound;
import dev.guildhall.shared.Slice;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Why did something happen, or why did it not. */
@Service
public class RuleRuns {

    private static final int USUAL = 50;

    private final RunQueries queries;
    private final EventLog log;

    RuleRuns(RunQueries queries, EventLog log) {
        this.queries = queries;
        this.log = log;
    }

    /**
     * What a rule, which may be gone, made of events, the newest first: of the latest 50 unless another slice is wanted.
     *
     * @param verdict only runs with this verdict
     * @param before only of events before the one with this id
     */
    public Mono<List<RuleRun>> ofRule(long ruleId, Optional<String> verdict, Optional<Long> before, Slice slice) {
        return queries.isRule(ruleId)
                .filter(known -> known)
                .switchIfEmpty(notFound())
                .flatMapMany(known -> queries.listOfRule(
                        ruleId, verdict.orElse(""), before.orElse(Long.MAX_VALUE), slice.ofAtMost(USUAL)))
                .collectList()
                .flatMap(this::withEvents);
    }

    /** What all rules of its type made of an event, in the order in which they ran. */
    public Mono<List<RuleRun>> ofEvent(long eventId, Slice slice) {
        return log.find(List.of(eventId)).next().switchIfEmpty(notFound()).flatMap(event -> queries.listOfEvent(
                        eventId, slice)
                .collectList()
                .map(rows -> rows.stream().map(row -> run(row, event)).toList()));
    }

    private Mono<List<RuleRun>> withEvents(List<RunQueries.Row> rows) {
        var ids = rows.stream().map(RunQueries.Row::eventId).distinct().toList();
        return log.find(ids).collectMap(RecordedEvent::id).map(events -> rows.stream()
                .flatMap(row -> Optional.ofNullable(events.get(row.eventId())).map(event -> run(row, event)).stream())
                .toList());
    }

    private static RuleRun run(RunQueries.Row row, RecordedEvent event) {
        return new RuleRun(
                row.ruleId(),
                row.version(),
                row.draft().name(),
                row.draft().priority(),
                event,
                row.verdict(),
                row.reason(),
                row.attempt(),
                row.replayed(),
                row.ranAt(),
                row.micros(),
                ConditionTrace.of(row.draft().condition(), event.facts()),
                actions(row));
    }

    private static List<RuleRun.Action> actions(RunQueries.Row row) {
        var written = written(row.draft().action());
        return IntStream.range(0, written.size())
                .mapToObj(index -> new RuleRun.Action(
                        index,
                        written.get(index).path("type").stringValue(""),
                        row.verdict().equals("met") ? row.outcomes().getOrDefault(index, "ignored") : "not_run"))
                .toList();
    }

    /** A single action or a list of them; none is one without anything in it. */
    static List<JsonNode> written(JsonNode action) {
        if (action.isArray()) {
            return List.copyOf(action.values());
        }
        return action.isObject() && action.isEmpty() ? List.of() : List.of(action);
    }

    private static <T> Mono<T> notFound() {
        return Mono.error(() -> new NotFound("error.not_found"));
    }
}
