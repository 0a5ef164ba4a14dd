package dev.guildhall.event;

import dev.guildhall.audit.AuditLog;
import dev.guildhall.outbox.EventRows;
import io.r2dbc.postgresql.codec.Json;
import java.time.Instant;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Writes the event log, and with the last of the events the live log. */
@Repository
class EventRepository {

    private static final String INSERT = """
            INSERT INTO platform_event (event_type, entity_type, entity_id, actor_id, payload, facts, depth, created_at, rule_revision)
            SELECT e.event_type, e.entity_type, e.entity_id, e.actor_id, e.payload, e.facts, e.depth, e.created_at, e.rule_revision
              FROM ROWS FROM (jsonb_to_recordset($1) AS (event_type text, entity_type text, entity_id text, actor_id bigint,
                   payload jsonb, facts jsonb, depth smallint, created_at timestamptz, rule_revision bigint)) WITH ORDINALITY AS e
             ORDER BY e.ordinality
            RETURNING id, event_type, created_at""";

    private static final String EVENT = "WITH event AS (" + INSERT + "), " + EventRows.append();

    private static final String STORE = EVENT + " SELECT id FROM event";

    private static final String CLOSE = EVENT + """
            , note AS (
                SELECT n.* FROM ROWS FROM (jsonb_to_recordset($2) AS (topic text, type text, data jsonb)) WITH ORDINALITY AS n
            )""" + LiveLog.append("$3") + ", " + AuditLog.append("$4");

    private static final String REACTIONS = """
            , reaction AS (
                SELECT r.* FROM jsonb_to_recordset($5) AS r (rule_id bigint, rule_version integer, event_id bigint, attempt integer,
                       reason text, replayed boolean, duration_micros bigint, effects jsonb)
            ), run AS (
                INSERT INTO rule_run (rule_id, rule_version, event_id, attempt, verdict, reason, replayed, duration_micros, created_at)
                SELECT rule_id, rule_version, event_id, attempt, CASE WHEN reason IS NULL THEN 'met' ELSE 'skipped' END, reason,
                       replayed, duration_micros, $3
                  FROM reaction
            ), effect AS (
                INSERT INTO rule_effect (rule_id, rule_version, event_id, attempt, action_index, type, outcome)
                SELECT rule_id, rule_version, event_id, attempt, action_index, type, outcome
                  FROM reaction, jsonb_to_recordset(effects) AS f (action_index integer, type text, outcome text)
            )""";

    private static final String END = " SELECT 1";

    private final DatabaseClient database;
    private final JsonMapper json;

    EventRepository(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** Their ids, in the order of the rows. */
    Mono<List<Long>> insert(ArrayNode rows) {
        return database.sql(STORE)
                .bind(0, Json.of(json.writeValueAsBytes(rows)))
                .map(row -> row.get(0, Long.class))
                .all()
                .sort()
                .collectList();
    }

    /**
     * The rest of the events, the notes (rows with {@code topic}, {@code type} and {@code data}), and what rules made of events, if they
     * made anything of any.
     *
     * @param audited what is to be written into the audit log
     */
    Mono<Void> close(ArrayNode events, ArrayNode notes, ArrayNode audited, ArrayNode reactions, Instant now) {
        var statement = database.sql(reactions.isEmpty() ? CLOSE + END : CLOSE + REACTIONS + END)
                .bind(0, Json.of(json.writeValueAsBytes(events)))
                .bind(1, Json.of(json.writeValueAsBytes(notes)))
                .bind(2, now)
                .bind(3, Json.of(json.writeValueAsBytes(audited)));
        return (reactions.isEmpty() ? statement : statement.bind(4, Json.of(json.writeValueAsBytes(reactions)))).then();
    }
}
