package dev.guildhall.original;

import dev.guildhall.original.Batch.Candidate;
import dev.guildhall.original.Batch.Known;
import dev.guildhall.original.OriginalQueries.Named;
import dev.guildhall.original.SourceTable.Manner;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes what was in the original, and remembers what that was. */
@Repository
class ImportRepository {

    /** Numbers left to what the original may still get until the last import. */
    private static final long GAP = 1_000;

    /** Classes of SQL states by which the database refuses a row: its values, or what it has promised of all rows. */
    private static final Set<String> ROW_AT_FAULT = Set.of("22", "23");

    /** One import at a time; moments and numbers as text are the same everywhere; a large file on its way to a slow bucket may take its time. */
    private static final String BEGIN = """
            SELECT pg_advisory_xact_lock(hashtextextended('guildhall.original', 0)), set_config('TimeZone', 'UTC', true),
                   set_config('DateStyle', 'ISO', true), set_config('extra_float_digits', '1', true),
                   set_config('idle_in_transaction_session_timeout', '5min', true)""";

    private static final String KNOWN = """
            SELECT source_id, place, imprint, written, is_complete, files FROM original_row
             WHERE source = $1 AND source_id > $2 AND source_id <= $3""";

    private static final String REMEMBER = """
            INSERT INTO original_row (source, source_id, place, imprint, written, is_complete, files, taken_at)
            SELECT $1, r.source_id, r.place, r.imprint, r.written, r.is_complete, r.files, $3
              FROM jsonb_to_recordset($2) AS r (source_id bigint, place text, imprint uuid, written uuid, is_complete boolean, files jsonb)
            ON CONFLICT (source, source_id) DO UPDATE
               SET place = excluded.place, imprint = excluded.imprint, written = excluded.written, is_complete = excluded.is_complete,
                   files = excluded.files, taken_at = excluded.taken_at""";

    /** As the migration that brought deadlines has done it: what had passed before is noted and not told. */
    private static final String DEADLINES = """
            WITH due AS (
                SELECT a.id FROM appointment a JOIN original_row o ON o.source = 'appointments_appointment' AND o.source_id = a.id
                 WHERE a.response_deadline_at IS NULL AND a.id > $1 ORDER BY a.id LIMIT $2 FOR UPDATE OF a
            ), term AS (
                SELECT make_interval(mins => coalesce((SELECT sla_response_minutes FROM site_settings WHERE id = 1), $3)) AS response,
                       make_interval(hours => coalesce((SELECT sla_completion_hours FROM site_settings WHERE id = 1), $4)) AS completion
            ), clock AS (
                SELECT a.id, a.created_at, a.created_at + term.response AS response_due,
                       CASE WHEN a.taken_at IS NOT NULL OR a.status <> 'NEW' OR a.has_history THEN coalesce(a.taken_at,
                            (SELECT min(t.created_at) FROM timeline_entry t
                              WHERE t.appointment_id = a.id AND t.event_type = 'status_changed' AND t.from_status = 'NEW'),
                            a.updated_at) END AS response_stopped,
                       a.payment_confirmed_at AS paid, a.payment_confirmed_at + term.completion AS completion_due,
                       CASE WHEN a.payment_confirmed_at IS NOT NULL AND a.status NOT IN ('PAID', 'IN_PROGRESS') THEN coalesce(
                            CASE WHEN a.status = 'COMPLETED' THEN a.completed_at END,
                            (SELECT max(t.created_at) FROM timeline_entry t
                              WHERE t.appointment_id = a.id AND t.event_type = 'status_changed'), a.updated_at) END AS completion_stopped
                  FROM appointment a JOIN due ON due.id = a.id CROSS JOIN term
            ), noted AS (
                INSERT INTO sla_notice (appointment_id, reason, kind, due_at, is_told, noticed_at)
                SELECT id, 'response_timeout', 'breached', response_due, false, $5 FROM clock
                 WHERE coalesce(response_stopped, $5) > response_due
                UNION ALL
                SELECT id, 'completion_timeout', 'breached', completion_due, false, $5 FROM clock
                 WHERE coalesce(completion_stopped, $5) > completion_due
                ON CONFLICT DO NOTHING
            )
            UPDATE appointment a SET
                   response_deadline_at = c.response_due, response_stopped_at = c.response_stopped, paid_at = c.paid,
                   completion_deadline_at = c.completion_due, completion_stopped_at = c.completion_stopped,
                   sla_next_at = least(
                       CASE WHEN c.response_stopped IS NULL AND c.response_due > $5
                            THEN greatest($5, c.response_due - (c.response_due - c.created_at) / 5) END,
                       CASE WHEN c.completion_stopped IS NULL AND c.completion_due > $5
                            THEN greatest($5, c.completion_due - (c.completion_due - c.paid) / 5) END)
              FROM clock c WHERE a.id = c.id
            RETURNING a.id""";

    private final DatabaseClient database;
    private final JsonMapper json;

    ImportRepository(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** To be asked first in every transaction. */
    Mono<Void> begin() {
        return database.sql(BEGIN).then();
    }

    /** Keeps the server from ending a transaction in which nothing happens because a file is being copied. */
    Mono<Void> stayAwake() {
        return database.sql("SELECT 1").then();
    }

    /** Whether there is nobody here but who was brought. */
    Mono<Boolean> isOurs() {
        return database.sql("SELECT EXISTS (SELECT FROM original_row) OR NOT EXISTS (SELECT FROM account)")
                .mapValue(Boolean.class)
                .one();
    }

    /** Whether the latest run was done. */
    Mono<Boolean> wasFinished() {
        return database.sql("SELECT finished_at IS NOT NULL FROM original_run ORDER BY id DESC LIMIT 1")
                .mapValue(Boolean.class)
                .one()
                .defaultIfEmpty(false);
    }

    Mono<Long> start(String source, Instant now) {
        return database.sql("INSERT INTO original_run (source, started_at) VALUES ($1, $2) RETURNING id")
                .bind(0, source)
                .bind(1, now)
                .mapValue(Long.class)
                .one();
    }

    Mono<Void> finish(long run, ImportReport report, Instant now) {
        return database.sql("UPDATE original_run SET finished_at = $2, counts = $3 WHERE id = $1")
                .bind(0, run)
                .bind(1, now)
                .bind(2, Json.of(json.writeValueAsBytes(report.tables())))
                .then();
    }

    /** Nothing of this table was taken yet. */
    Mono<Boolean> isFirst(SourceTable table) {
        return database.sql("SELECT NOT EXISTS (SELECT FROM original_row WHERE source = $1)")
                .bind(0, table.name())
                .mapValue(Boolean.class)
                .one();
    }

    /**
     * Gives the places of what a new database has by itself to rows of the original: those of the same name are replaced, others get
     * numbers behind all of theirs.
     *
     * @param name the column by which they are told apart
     */
    Mono<Void> makeRoom(SourceTable table, String name, List<Named> rows) {
        var last = rows.stream().mapToLong(Named::id).max().orElse(0);
        var names = rows.stream().map(Named::name).toArray(String[]::new);
        return database.sql("DELETE FROM %s WHERE %s = ANY($1)".formatted(table.target(), name))
                .bind(0, names)
                .then()
                .then(table.target().equals("rule") ? moveRules(last) : move(table.target(), last));
    }

    private Mono<Void> move(String target, long last) {
        return database.sql("UPDATE %s SET id = id + $1 + $2 WHERE id <= $1".formatted(target))
                .bind(0, last)
                .bind(1, GAP)
                .then();
    }

    /** Rules leave versions behind, by which their numbers would be taken; nothing has happened yet that they could have run for. */
    private Mono<Void> moveRules(long last) {
        return database.sql("""
                        WITH moved AS (DELETE FROM rule WHERE id <= $1 RETURNING *)
                        INSERT INTO rule (id, name, description, is_active, trigger_event_type, condition_json, action_json, created_at, updated_at)
                        SELECT id + $1 + $2, name, description, is_active, trigger_event_type, condition_json, action_json, created_at, updated_at
                          FROM moved""")
                .bind(0, last)
                .bind(1, GAP)
                .then()
                .then(database.sql("DELETE FROM rule_version WHERE rule_id <= $1")
                        .bind(0, last)
                        .then());
    }

    /** What was taken of a stretch of ids before. */
    Mono<Map<Long, Known>> listKnown(SourceTable table, long after, long upTo) {
        return database.sql(KNOWN)
                .bind(0, table.name())
                .bind(1, after)
                .bind(2, upTo)
                .map(this::known)
                .all()
                .collectMap(Known::id);
    }

    /** Which of these rows were taken, by table. */
    Mono<Map<String, Set<Long>>> listTaken(Map<String, Set<Long>> wanted) {
        return Flux.fromIterable(wanted.entrySet())
                .concatMap(entry -> database.sql(
                                "SELECT source_id FROM original_row WHERE source = $1 AND source_id = ANY($2)")
                        .bind(0, entry.getKey())
                        .bind(1, entry.getValue().toArray(Long[]::new))
                        .mapValue(Long.class)
                        .all()
                        .collect(Collectors.toSet())
                        .map(taken -> Map.entry(entry.getKey(), taken)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** What is in the places of these rows, locked: imprints by place. */
    Mono<Map<String, UUID>> listHere(Batch batch) {
        var table = batch.table();
        var candidates = batch.candidates();
        var types = types(table);
        return candidates.isEmpty()
                ? Mono.just(Map.of())
                : database.sql(
                                "SELECT %s, %s FROM %s t WHERE (%s) IN (SELECT %s FROM jsonb_to_recordset($1) AS r (%s)) FOR UPDATE"
                                        .formatted(
                                                place(table),
                                                imprint(table),
                                                table.target(),
                                                each(table.key(), "t.%s"),
                                                table.key().stream()
                                                        .map(column -> "r." + column + "::" + types.get(column))
                                                        .collect(Collectors.joining(", ")),
                                                each(table.key(), "%s text")))
                        .bind(0, rows(candidates))
                        .map(ImportRepository::imprintByPlace)
                        .all()
                        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Writes what has come through; rows the database does not take are refused one by one. */
    Mono<Void> write(Batch batch) {
        return Mono.defer(() -> {
            var rows = batch.toBeWritten();
            return rows.isEmpty()
                    ? Mono.empty()
                    : insert(batch.table(), rows)
                            .doOnNext(here ->
                                    rows.forEach(row -> batch.written(row, here.get(batch.place(row.target())))))
                            .then()
                            .onErrorResume(ImportRepository::isFaultOfARow, refused -> Flux.fromIterable(rows)
                                    .concatMap(row -> writeAlone(batch, row))
                                    .then());
        });
    }

    private Mono<Void> writeAlone(Batch batch, Candidate row) {
        return insert(batch.table(), List.of(row))
                .doOnNext(here -> batch.written(row, here.get(batch.place(row.target()))))
                .onErrorResume(
                        ImportRepository::isFaultOfARow,
                        refused -> Mono.fromRunnable(() -> batch.refuse(row.id(), reason(refused))))
                .then();
    }

    /** Imprints by place; nothing of it stays when it fails, and the transaction goes on. */
    private Mono<Map<String, UUID>> insert(SourceTable table, List<Candidate> rows) {
        return savepoint("SAVEPOINT rows")
                .then(database.sql(insert(table))
                        .bind(0, rows(rows))
                        .map(ImportRepository::imprintByPlace)
                        .all()
                        .collectMap(Map.Entry::getKey, Map.Entry::getValue))
                .onErrorResume(ImportRepository::isFaultOfARow, refused -> savepoint("ROLLBACK TO SAVEPOINT rows")
                        .then(Mono.error(refused)))
                .delayUntil(written -> savepoint("RELEASE SAVEPOINT rows"));
    }

    private Mono<Void> savepoint(String statement) {
        return database.sql(statement).then();
    }

    /** Keeps in mind what was written, and does what is to be done afterwards. */
    Mono<Void> remember(Batch batch, Instant now) {
        var written = batch.written();
        if (written.isEmpty()) {
            return Mono.empty();
        }
        var table = batch.table();
        var ids = written.stream().map(Candidate::id).toArray(Long[]::new);
        var rows = json.createArrayNode();
        written.forEach(row -> rows.addObject()
                .put("source_id", row.id())
                .put("place", batch.place(row.target()))
                .put("imprint", row.imprint().toString())
                .put("written", row.written().toString())
                .put("is_complete", row.isComplete())
                .set("files", row.files()));
        var afterwards = table.afterwards().isEmpty()
                ? Mono.<Void>empty()
                : database.sql(table.afterwards()).bind(0, ids).then();
        return afterwards.then(database.sql(REMEMBER)
                .bind(0, table.name())
                .bind(1, Json.of(json.writeValueAsBytes(rows)))
                .bind(2, now)
                .then());
    }

    /** Takes links away that are gone there. */
    Mono<Void> unlink(Batch batch) {
        var table = batch.table();
        if (table.manner() != Manner.LINK || batch.gone().isEmpty()) {
            return Mono.empty();
        }
        var places = batch.gone().stream().map(Known::place).toArray(String[]::new);
        var ids = batch.gone().stream().map(Known::id).toArray(Long[]::new);
        return database.sql(
                        "DELETE FROM %s WHERE (%s) IN (SELECT split_part(p, ',', 1)::bigint, split_part(p, ',', 2)::bigint FROM unnest($1) AS g (p))"
                                .formatted(table.target(), String.join(", ", table.key())))
                .bind(0, places)
                .then()
                .then(database.sql("DELETE FROM original_row WHERE source = $1 AND source_id = ANY($2)")
                        .bind(0, table.name())
                        .bind(1, ids)
                        .then());
    }

    /**
     * What is new here gets numbers behind all there are, those of rows that could not be taken included: they may be mended and taken
     * another time. No rollback takes this back, and it harms nobody.
     */
    Mono<Void> continueNumbers(Batch batch) {
        return batch.table().isNumbered() && batch.isAnythingNew()
                ? database.sql("""
                                SELECT setval(s.name, greatest(m.id, $1))
                                  FROM (SELECT pg_get_serial_sequence('%1$s', 'id')::regclass) AS s (name),
                                       (SELECT coalesce(max(id), 0) FROM %1$s) AS m (id)
                                 WHERE greatest(m.id, $1) > coalesce(pg_sequence_last_value(s.name), 0)""".formatted(batch.table().target()))
                        .bind(0, batch.lastId())
                        .then()
                : Mono.empty();
    }

    /** Works out the deadlines of orders that have none yet, those with the lowest ids first, and gives their ids. */
    Mono<List<Long>> setDeadlines(long after, int most, int responseMinutes, int completionHours, Instant now) {
        return database.sql(DEADLINES)
                .bind(0, after)
                .bind(1, most)
                .bind(2, responseMinutes)
                .bind(3, completionHours)
                .bind(4, now)
                .mapValue(Long.class)
                .all()
                .sort()
                .collectList();
    }

    private static String insert(SourceTable table) {
        var columns = table.written().map(SourceColumn::target).toList();
        var values = table.written()
                .map(column -> "r.%s::%s".formatted(column.target(), column.type()))
                .collect(Collectors.joining(", "));
        var updated = columns.stream()
                .filter(column -> !table.key().contains(column))
                .map(column -> column + " = excluded." + column)
                .collect(Collectors.joining(", "));
        return "INSERT INTO %s AS t (%s) SELECT %s FROM jsonb_to_recordset($1) AS r (%s) ON CONFLICT (%s) DO %s RETURNING %s, %s"
                .formatted(
                        table.target(),
                        String.join(", ", columns),
                        values,
                        each(columns, "%s text"),
                        String.join(", ", table.key()),
                        table.manner() == Manner.FOLLOWED ? "UPDATE SET " + updated : "NOTHING",
                        place(table),
                        imprint(table));
    }

    private static String place(SourceTable table) {
        return "concat_ws(',', " + each(table.key(), "t.%s") + ")";
    }

    private static String imprint(SourceTable table) {
        return "md5(ROW(" + each(table.watched(), "t.%s") + ")::text)::uuid";
    }

    private static String each(Collection<String> columns, String form) {
        return columns.stream().map(form::formatted).collect(Collectors.joining(", "));
    }

    private static Map<String, String> types(SourceTable table) {
        var types = new HashMap<String, String>();
        table.written().forEach(column -> types.put(column.target(), column.type()));
        return types;
    }

    private Json rows(Collection<Candidate> candidates) {
        var rows = json.createArrayNode();
        candidates.forEach(candidate -> rows.add(candidate.target()));
        return Json.of(json.writeValueAsBytes(rows));
    }

    private Known known(Readable row) {
        return new Known(
                Objects.requireNonNull(row.get(0, Long.class)),
                Objects.requireNonNull(row.get(1, String.class)),
                Objects.requireNonNull(row.get(2, UUID.class)),
                Objects.requireNonNull(row.get(3, UUID.class)),
                Objects.requireNonNull(row.get(4, Boolean.class)),
                (ObjectNode) json.readTree(
                        Objects.requireNonNull(row.get(5, Json.class)).asArray()));
    }

    private static Map.Entry<String, UUID> imprintByPlace(Readable row) {
        return Map.entry(
                Objects.requireNonNull(row.get(0, String.class)), Objects.requireNonNull(row.get(1, UUID.class)));
    }

    private static boolean isFaultOfARow(Throwable failure) {
        return failure instanceof DataAccessException
                && failure.getCause() instanceof R2dbcException cause
                && cause.getSqlState() != null
                && cause.getSqlState().length() == 5
                && ROW_AT_FAULT.contains(cause.getSqlState().substring(0, 2));
    }

    private static String reason(Throwable refused) {
        return "the database does not take it: "
                + Objects.requireNonNull(refused.getCause()).getMessage();
    }
}
