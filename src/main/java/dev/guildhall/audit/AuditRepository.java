package dev.guildhall.audit;

import dev.guildhall.database.BackgroundConnections;
import io.r2dbc.postgresql.codec.Json;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Adds to the audit log, and seals it. Nothing in it is ever changed. */
@Repository
class AuditRepository {

    /** A transaction that has locked no row and changed none has no number yet. */
    private static final String INSERT =
            "WITH " + AuditLog.append("$1", "$2 OR pg_current_xact_id_if_assigned() IS NOT NULL") + " SELECT 1";

    /** "audit" in ASCII. */
    private static final long LOCK = 0x6175646974L;

    /**
     * Goes on with the chain where it ends. Whatever is committed by now and not sealed comes next; what commits later comes later. Of
     * two nodes that do this at once, one finds the lock taken, or the place, and has another try a second later.
     */
    private static final String SEAL = """
            WITH RECURSIVE gate AS MATERIALIZED (
                SELECT pg_try_advisory_xact_lock(%d) AS open
            ), head AS MATERIALIZED (
                SELECT seq, hash FROM audit_seal ORDER BY seq DESC LIMIT 1
            ), todo AS MATERIALIZED (
                SELECT row_number() OVER (ORDER BY e.id) AS n, e.id, %s AS line
                  FROM audit_unsealed u JOIN audit_entry e ON e.id = u.entry_id
                 WHERE (SELECT open FROM gate)
                 ORDER BY e.id LIMIT $2
            ), chain AS (
                SELECT 0::bigint AS n, NULL::bigint AS id, coalesce((SELECT hash FROM head), ''::bytea) AS hash
                UNION ALL
                SELECT t.n, t.id, sha256(c.hash || convert_to(t.line, 'UTF8')) FROM chain c JOIN todo t ON t.n = c.n + 1
            ), sealed AS (
                INSERT INTO audit_seal (seq, entry_id, hash, sealed_at)
                SELECT coalesce((SELECT seq FROM head), 0) + n, id, hash, $1 FROM chain WHERE n > 0
                RETURNING entry_id
            )
            DELETE FROM audit_unsealed u USING sealed s WHERE u.entry_id = s.entry_id""".formatted(LOCK, AuditQueries.LINE);

    private static final int AT_ONCE = 200;

    private final DatabaseClient database;
    private final DatabaseClient background;
    private final JsonMapper json;

    AuditRepository(DatabaseClient database, BackgroundConnections background, JsonMapper json) {
        this.database = database;
        this.background = DatabaseClient.create(background.factory());
        this.json = json;
    }

    /** @param always whether also when the transaction has changed nothing */
    Mono<Void> insert(ArrayNode rows, boolean always) {
        return database.sql(INSERT)
                .bind(0, Json.of(json.writeValueAsBytes(rows)))
                .bind(1, always)
                .then();
    }

    /** @return how many rows were sealed; if as many as are sealed at once, there may be more */
    Mono<Long> seal(Instant now) {
        return background
                .sql(SEAL)
                .bind(0, now)
                .bind(1, AT_ONCE)
                .fetch()
                .rowsUpdated()
                .expand(count -> count == AT_ONCE ? seal(now) : Mono.empty())
                .reduce(0L, Long::sum);
    }
}
