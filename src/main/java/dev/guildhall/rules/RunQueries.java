package dev.guildhall.rules;

import dev.guildhall.database.KeysetQueries;
import dev.guildhall.shared.Slice;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Reads what rules made of events. What was met or skipped is written down; what was not met is worked out: the event knows as of which
 * revision it was looked at, and a version knows at which revisions it was in force.
 */
@Component
class RunQueries {

    private static final String COLUMNS = """
             v.name, v.description, v.is_active, v.trigger_event_type, v.condition_json, v.action_json, v.priority, v.stop_processing,
             v.cooldown_seconds, v.rule_id, v.version""";

    private static final String IN_FORCE = """
             v.trigger_event_type = e.event_type AND v.in_force @> e.rule_revision""";

    private static final String NEVER_RAN = """
             NOT EXISTS (SELECT FROM rule_run r WHERE r.event_id = e.id AND r.rule_id = v.rule_id AND NOT r.replayed)""";

    private static final String RAN = "SELECT " + COLUMNS + """
            , r.event_id, r.verdict, r.reason, r.attempt, r.replayed, r.created_at, r.duration_micros,
             (SELECT jsonb_object_agg(f.action_index, CASE WHEN f.attempt = r.attempt THEN f.outcome ELSE 'not_run' END ORDER BY f.attempt)
                FROM rule_effect f
               WHERE (f.rule_id, f.rule_version, f.event_id) = (r.rule_id, r.rule_version, r.event_id) AND f.attempt <= r.attempt)
              FROM rule_run r JOIN rule_version v ON (v.rule_id, v.version) = (r.rule_id, r.rule_version)""";

    private static final String BEHIND = """
             (SELECT count(*) FROM rule_version o
               WHERE o.trigger_event_type = e.event_type AND o.in_force @> e.rule_revision
                 AND (o.priority, o.rule_id) < (v.priority, v.rule_id)) >= :most""";

    private static final String DERIVED = "SELECT " + COLUMNS + ", e.id AS event_id, CASE WHEN " + BEHIND
            + " THEN 'skipped' ELSE 'not_met' END AS verdict, CASE WHEN " + BEHIND
            + " THEN 'limit' END AS reason, 0 AS attempt, false AS replayed, NULL::timestamptz, NULL::bigint, NULL::jsonb";

    private static final KeysetQueries NEWEST_FIRST = KeysetQueries.descending(
            KeysetQueries.number("event_id"),
            KeysetQueries.number("attempt"),
            KeysetQueries.number("version"),
            KeysetQueries.number("replayed::int"));

    private static final KeysetQueries AS_THEY_RAN = KeysetQueries.ascending(
            KeysetQueries.number("replayed::int"),
            KeysetQueries.number("priority"),
            KeysetQueries.number("rule_id"),
            KeysetQueries.number("attempt"),
            KeysetQueries.number("version"));

    private final DatabaseClient database;
    private final RuleSettings settings;

    RunQueries(DatabaseClient database, RuleSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    Mono<Boolean> isRule(long ruleId) {
        return database.sql("SELECT EXISTS (SELECT FROM rule_version WHERE rule_id = :rule)")
                .bind("rule", ruleId)
                .mapValue(Boolean.class)
                .one();
    }

    /** Runs of a rule, the newest event first. */
    Flux<Row> listOfRule(long ruleId, String verdict, long before, Slice slice) {
        var part = NEWEST_FIRST.of(slice);
        var cut = part.condition() + part.end();
        var ran = "SELECT * FROM (" + RAN + " WHERE r.rule_id = :rule AND r.event_id < :before) r"
                + " WHERE (:verdict = '' OR verdict = :verdict)" + cut;
        var derived = "SELECT * FROM (" + DERIVED
                + " FROM rule_version v CROSS JOIN LATERAL (SELECT * FROM platform_event e WHERE " + IN_FORCE
                + " AND e.id < :before AND " + NEVER_RAN
                + " ORDER BY e.id DESC LIMIT :scan) e WHERE v.rule_id = :rule) d"
                + " WHERE (:verdict = '' OR verdict = :verdict)" + cut;
        // The event a slice goes on after may have more runs.
        var first = slice.after().stream().findFirst().map(event -> Long.parseLong(event) + 1);
        var most = slice.size().orElse(SCANNED);
        return part.bind(database.sql("SELECT * FROM ((" + ran + ") UNION ALL (" + derived + ")) runs" + part.end())
                        .bind("rule", ruleId)
                        .bind("before", Math.min(before, first.orElse(before)))
                        .bind("verdict", verdict)
                        .bind("most", settings.perEvent())
                        .bind("scan", verdict.isEmpty() || verdict.equals("not_met") ? most + 1 : SCANNED))
                .map(RunQueries::row)
                .all();
    }

    /** What all rules made of an event, in the order in which they ran. */
    Flux<Row> listOfEvent(long eventId, Slice slice) {
        var part = AS_THEY_RAN.of(slice);
        return part.bind(database.sql("SELECT * FROM ((" + RAN + " WHERE r.event_id = :event) UNION ALL (" + DERIVED
                                + " FROM platform_event e JOIN rule_version v ON " + IN_FORCE
                                + " WHERE e.id = :event AND " + NEVER_RAN + ")) runs WHERE true" + part.condition()
                                + part.end())
                        .bind("event", eventId)
                        .bind("most", settings.perEvent()))
                .map(RunQueries::row)
                .all();
    }

    /** How many events at most are looked through for the few that a rule came too late for. */
    private static final int SCANNED = 1_000;

    private static Row row(Readable row) {
        var effects = row.get(18, Json.class);
        return new Row(
                row.get(9, Long.class),
                row.get(10, Integer.class),
                RuleRepository.draft(row),
                row.get(11, Long.class),
                row.get(12, String.class),
                row.get(13, String.class),
                row.get(14, Integer.class),
                row.get(15, Boolean.class),
                row.get(16, Instant.class),
                row.get(17, Long.class),
                effects == null ? Map.of() : outcomes(RuleJson.read(effects)));
    }

    private static Map<Integer, String> outcomes(JsonNode effects) {
        var outcomes = new TreeMap<Integer, String>();
        effects.properties()
                .forEach(effect -> outcomes.put(
                        Integer.valueOf(effect.getKey()), effect.getValue().asString()));
        return outcomes;
    }

    /** A run without its event. */
    record Row(
            long ruleId,
            int version,
            RuleDraft draft,
            long eventId,
            String verdict,
            @Nullable String reason,
            int attempt,
            boolean replayed,
            @Nullable Instant ranAt,
            @Nullable Long micros,
            Map<Integer, String> outcomes) {}
}
