package dev.guildhall.audit;

import dev.guildhall.audit.AuditEntry.Seal;
import dev.guildhall.database.KeysetQueries;
import dev.guildhall.shared.Slice;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the audit log, and tells whether it is as it was written. */
@Component
public class AuditQueries {

    /** All of a row {@code e}, the same text for ever: this is what is sealed. */
    static final String LINE = """
            jsonb_build_array(e.id, (extract(epoch FROM e.occurred_at) * 1000000)::bigint, e.actor_id, e.actor_name, e.actor_kind,
                e.admin_role, e.action, e.entity_type, e.entity_id, e.state_before, e.state_after, e.request_id, e.reason)::text""";

    private static final String LIST = """
            SELECT e.id, e.occurred_at, e.actor_id, e.actor_name, e.actor_kind, e.admin_role, e.action, e.entity_type, e.entity_id,
                   e.state_before, e.state_after, e.request_id, e.reason, s.seq, encode(s.hash, 'hex')
              FROM audit_entry e LEFT JOIN audit_seal s ON s.entry_id = e.id
             WHERE ($1::bigint IS NULL OR e.actor_id = $1) AND ($2::text IS NULL OR e.actor_name = $2)
               AND ($3::text IS NULL OR e.action = $3) AND ($4::text IS NULL OR e.entity_type = $4)
               AND ($5::text IS NULL OR e.entity_id = $5) AND ($6::text IS NULL OR e.request_id = $6)
               AND ($7::timestamptz IS NULL OR e.occurred_at >= $7) AND ($8::timestamptz IS NULL OR e.occurred_at < $8)
               AND ($9::bigint IS NULL OR e.id < $9)""";

    private static final KeysetQueries NEWEST_FIRST = KeysetQueries.descending(KeysetQueries.number("e.id"));
    private static final int AT_ONCE = 100;

    /**
     * What was sealed with what it seals, each with the seal before; and what should have been sealed by now. A row that is not what was
     * sealed is excused if it is what an erasure has left, and the row of that erasure, which is sealed as well, says so.
     */
    private static final String VERIFY = """
            WITH believed AS (
                SELECT r.erasure
                  FROM audit_redaction r JOIN audit_entry e ON e.action = '%s' AND e.state_after ->> 'erasure' = r.erasure
                 GROUP BY r.erasure, e.id
                HAVING %s = max(e.state_after ->> 'digest')
            ), excused AS (
                SELECT r.entry_id, array_agg(r.line_hash) AS lines FROM audit_redaction r JOIN believed USING (erasure)
                 GROUP BY r.entry_id
            ), checked AS (
                SELECT s.seq, s.entry_id, CASE
                       WHEN s.seq <> coalesce(lag(s.seq) OVER w, 0) + 1 THEN 'SEAL_MISSING'
                       WHEN e.id IS NULL THEN 'ROW_MISSING'
                       WHEN s.hash <> sha256(coalesce(lag(s.hash) OVER w, ''::bytea) || convert_to(%s, 'UTF8'))
                        AND coalesce(sha256(convert_to(%s, 'UTF8')) <> ALL (x.lines), true) THEN 'ROW_CHANGED'
                       END AS problem
                  FROM audit_seal s LEFT JOIN audit_entry e ON e.id = s.entry_id LEFT JOIN excused x ON x.entry_id = s.entry_id
                WINDOW w AS (ORDER BY s.seq)
            ), bad AS (
                SELECT seq, entry_id, problem FROM checked WHERE problem IS NOT NULL ORDER BY seq LIMIT 1
            ), late AS (
                SELECT min(e.id) AS entry_id
                  FROM audit_entry e LEFT JOIN audit_seal s ON s.entry_id = e.id
                 WHERE s.seq IS NULL AND e.occurred_at < $1
            ), head AS (
                SELECT seq, encode(hash, 'hex') AS hash FROM audit_seal ORDER BY seq DESC LIMIT 1
            )
            SELECT (SELECT count(*) FROM audit_seal), head.seq, head.hash,
                   coalesce(bad.problem, CASE WHEN late.entry_id IS NOT NULL THEN 'NOT_SEALED' END),
                   bad.seq, coalesce(bad.entry_id, late.entry_id), (SELECT count(*) FROM excused)
              FROM (SELECT) AS once LEFT JOIN bad ON true LEFT JOIN late ON true LEFT JOIN head ON true""".formatted(AuditRedaction.ERASED, AuditRedaction.DIGEST, LINE, LINE);

    private final DatabaseClient database;
    private final JsonMapper json;

    AuditQueries(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    static AuditQueries of(ConnectionFactory database) {
        return new AuditQueries(DatabaseClient.create(database), JsonMapper.shared());
    }

    /** What meets the filter, newest first: the latest 100, unless another slice is wanted. */
    public Flux<AuditEntry> list(Filter filter, Slice slice) {
        var part = NEWEST_FIRST.of(slice.ofAtMost(AT_ONCE), 9);
        var query = database.sql(LIST + part.condition() + part.end());
        query = bind(query, 0, filter.actorId(), Long.class);
        query = bind(query, 1, filter.actorName(), String.class);
        query = bind(query, 2, filter.action(), String.class);
        query = bind(query, 3, filter.entityType(), String.class);
        query = bind(query, 4, filter.entityId(), String.class);
        query = bind(query, 5, filter.requestId(), String.class);
        query = bind(query, 6, filter.from(), Instant.class);
        query = bind(query, 7, filter.until(), Instant.class);
        query = bind(query, 8, filter.beforeId(), Long.class);
        return part.bind(query).map(this::entry).all();
    }

    /** @param sealedBy what is older than this should have been sealed */
    Mono<Verdict> verify(Instant sealedBy) {
        return database.sql(VERIFY)
                .bind(0, sealedBy)
                .map(row -> new Verdict(
                        row.get(0, Long.class),
                        row.get(1, Long.class) == null
                                ? null
                                : new Seal(row.get(1, Long.class), row.get(2, String.class)),
                        row.get(3, String.class) == null ? null : Problem.valueOf(row.get(3, String.class)),
                        row.get(4, Long.class),
                        row.get(5, Long.class),
                        row.get(6, Long.class)))
                .one();
    }

    /** The seal with this number, if there is one. */
    Mono<String> findHash(long seq) {
        return database.sql("SELECT encode(hash, 'hex') FROM audit_seal WHERE seq = $1")
                .bind(0, seq)
                .mapValue(String.class)
                .one();
    }

    private AuditEntry entry(Readable row) {
        var seq = row.get(13, Long.class);
        return new AuditEntry(
                row.get(0, Long.class),
                row.get(1, Instant.class),
                row.get(2, Long.class),
                row.get(3, String.class),
                row.get(4, String.class),
                row.get(5, String.class),
                row.get(6, String.class),
                row.get(7, String.class),
                row.get(8, String.class),
                state(row, 9),
                state(row, 10),
                row.get(11, String.class),
                row.get(12, String.class),
                seq == null ? null : new Seal(seq, row.get(14, String.class)));
    }

    private @Nullable JsonNode state(Readable row, int index) {
        var stored = row.get(index, Json.class);
        return stored == null ? null : json.readTree(stored.asArray());
    }

    private static <T> GenericExecuteSpec bind(GenericExecuteSpec query, int index, Optional<T> value, Class<T> type) {
        return value.map(given -> query.bind(index, given)).orElseGet(() -> query.bindNull(index, type));
    }

    /**
     * What an auditor looks for; empty means any.
     *
     * @param until before this moment
     * @param beforeId only rows with a lower id
     */
    public record Filter(
            Optional<Long> actorId,
            Optional<String> actorName,
            Optional<String> action,
            Optional<String> entityType,
            Optional<String> entityId,
            Optional<String> requestId,
            Optional<Instant> from,
            Optional<Instant> until,
            Optional<Long> beforeId) {}

    /** What is wrong with a row. */
    public enum Problem {
        SEAL_MISSING,
        ROW_MISSING,
        ROW_CHANGED,
        NOT_SEALED
    }

    /**
     * What came of looking at the whole log.
     *
     * @param head the last seal; null when there is none
     * @param problem of the first bad row; null when all is well
     * @param seq the seal of that row; null when it has none
     * @param redacted how many rows an erasure has changed, on the record
     */
    public record Verdict(
            long rows,
            @Nullable Seal head,
            @Nullable Problem problem,
            @Nullable Long seq,
            @Nullable Long entryId,
            long redacted) {}
}
