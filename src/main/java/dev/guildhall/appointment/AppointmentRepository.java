package dev.guildhall.appointment;

import dev.guildhall.identity.SlaSettings;
import dev.guildhall.storage.KeptFile;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes appointments and their timelines. */
@Repository
class AppointmentRepository {

    private static final String FILE = """
            WITH a AS (
                INSERT INTO appointment (client_id, brand, model, lock_type, has_pc, description, photo_key, created_at, updated_at,
                       response_deadline_at, sla_next_at, photo_sha256)
                SELECT $1, $2, $3, $4, $5, $6, $7, $8, $8, $8 + term.time, $8 + term.time * 4 / 5, $10
                  FROM (SELECT make_interval(mins => coalesce((SELECT sla_response_minutes FROM site_settings WHERE id = 1), $9))) AS term (time)
                RETURNING *)
            SELECT """ + " " + AppointmentRows.COLUMNS + " FROM a " + AppointmentRows.JOINS;

    private static final String ROWS = """
            INSERT INTO timeline_entry (appointment_id, event_type, from_status, to_status, note, metadata, warnings, actor_id, created_at)
            SELECT $1, t.event_type, t.from_status, t.to_status, t.note, t.metadata, t.warnings, t.actor_id, $2
              FROM ROWS FROM (jsonb_to_recordset($3) AS (event_type text, from_status text, to_status text, note text,
                   metadata jsonb, warnings jsonb, actor_id bigint)) WITH ORDINALITY AS t
             ORDER BY t.ordinality""";

    private static final String WRITE = "WITH t AS (" + ROWS + """
             RETURNING id), a AS (
            UPDATE appointment SET status = $4, master_id = $5, total_price = $6, payment_method = $7, payment_proof_key = $8,
                   payment_marked_at = $9, payment_confirmed_at = $10, payment_confirmed_by = $11, taken_at = $12,
                   started_at = $13, completed_at = $14, has_history = $15, updated_at = $2, response_stopped_at = $16, paid_at = $17,
                   completion_deadline_at = $18, completion_stopped_at = $19, sla_next_at = $20, payment_proof_sha256 = $21,
                   payment_proof_duplicates = $22
             WHERE id = $1) SELECT id FROM t ORDER BY id""";

    private static final String TAG = """
            UPDATE appointment SET platform_tags = platform_tags || to_jsonb($2::text), updated_at = $3
             WHERE id = $1 AND NOT platform_tags @> to_jsonb($2::text)
            RETURNING client_id, master_id, status = 'NEW' AND master_id IS NULL""";

    private static final String UNTAG = """
            UPDATE appointment SET platform_tags = platform_tags - $2::text, updated_at = $3
             WHERE id = $1 AND platform_tags @> to_jsonb($2::text)
            RETURNING client_id, master_id, status = 'NEW' AND master_id IS NULL""";

    private final DatabaseClient database;
    private final AppointmentRows rows;
    private final JsonMapper json;
    private final SlaSettings sla;

    AppointmentRepository(DatabaseClient database, AppointmentRows rows, JsonMapper json, SlaSettings sla) {
        this.database = database;
        this.rows = rows;
        this.json = json;
        this.sla = sla;
    }

    Mono<Appointment> file(long clientId, NewAppointment filed, @Nullable KeptFile photo, Instant now) {
        var statement = database.sql(FILE)
                .bind(0, clientId)
                .bind(1, filed.brand())
                .bind(2, filed.model())
                .bind(3, filed.lockType().name())
                .bind(4, filed.hasPc())
                .bind(5, filed.description())
                .bind(7, now)
                .bind(8, sla.responseMinutes());
        statement = bind(statement, 6, photo == null ? null : photo.key(), String.class);
        return bind(statement, 9, photo == null ? null : photo.sha256(), String.class)
                .map(rows::read)
                .one();
    }

    /** Writes how a locked appointment stands now, and what is told of it, in one statement; gives the ids of the timeline's new rows. */
    Flux<Long> write(Change change) {
        var order = change.result();
        var payment = order.payment();
        var statement = database.sql(WRITE)
                .bind(0, order.id())
                .bind(1, change.now())
                .bind(2, toJson(change.timeline()))
                .bind(3, order.status().name());
        statement = bind(
                statement, 4, order.master() == null ? null : order.master().id(), Long.class);
        statement = bind(statement, 5, payment.price(), Integer.class);
        statement = bind(
                statement, 6, payment.method() == null ? null : payment.method().word(), String.class);
        var proof = payment.proof();
        statement = bind(statement, 7, proof == null ? null : proof.key(), String.class);
        statement = bind(statement, 8, payment.markedAt(), Instant.class);
        statement = bind(statement, 9, payment.confirmedAt(), Instant.class);
        statement = bind(statement, 10, payment.confirmedBy(), Long.class);
        statement = bind(statement, 11, order.takenAt(), Instant.class);
        statement = bind(statement, 12, order.startedAt(), Instant.class);
        statement = bind(statement, 13, order.completedAt(), Instant.class);
        var sla = order.sla();
        statement = bind(statement, 15, sla.response().stoppedAt(), Instant.class);
        statement = bind(statement, 16, sla.completion().startedAt(), Instant.class);
        statement = bind(statement, 17, sla.completion().dueAt(), Instant.class);
        statement = bind(statement, 18, sla.completion().stoppedAt(), Instant.class);
        statement = bind(statement, 19, sla.nextLook(), Instant.class);
        statement = bind(statement, 20, proof == null ? null : proof.sha256(), String.class);
        return statement
                .bind(21, Json.of(json.writeValueAsBytes(proof == null ? List.of() : proof.duplicates())))
                .bind(14, order.hasHistory())
                .mapValue(Long.class)
                .all();
    }

    /** Adds rows to a timeline without a change of the appointment, and gives their ids. */
    Flux<Long> append(long id, List<TimelineEntry> timeline, Instant now) {
        return database.sql(ROWS + " RETURNING id")
                .bind(0, id)
                .bind(1, now)
                .bind(2, toJson(timeline))
                .mapValue(Long.class)
                .all()
                .sort();
    }

    /** Puts a tag on; empty if it is there already. */
    Mono<AppointmentTouched> tag(long id, String tag, Instant now) {
        return changeTag(TAG, id, tag, now);
    }

    /** Takes a tag off; empty if it is not there. */
    Mono<AppointmentTouched> untag(long id, String tag, Instant now) {
        return changeTag(UNTAG, id, tag, now);
    }

    private Mono<AppointmentTouched> changeTag(String change, long id, String tag, Instant now) {
        return database.sql(change)
                .bind(0, id)
                .bind(1, tag)
                .bind(2, now)
                .map(row -> touched(id, row))
                .one();
    }

    private static AppointmentTouched touched(long id, Readable row) {
        var master = row.get(1, Long.class);
        var client = row.get(0, Long.class);
        return new AppointmentTouched(
                id,
                master == null || master.equals(client) ? Set.of(client) : Set.of(client, master),
                row.get(2, Boolean.class),
                true);
    }

    private Json toJson(List<TimelineEntry> timeline) {
        var array = json.createArrayNode();
        for (var entry : timeline) {
            var row = array.addObject()
                    .put("event_type", entry.eventType())
                    .put("from_status", word(entry.fromStatus()))
                    .put("to_status", word(entry.toStatus()))
                    .put("note", entry.note())
                    .put("actor_id", entry.actorId());
            row.set("metadata", json.valueToTree(entry.metadata()));
            row.set("warnings", json.valueToTree(entry.warnings()));
        }
        return Json.of(json.writeValueAsBytes(array));
    }

    private static String word(@Nullable AppointmentStatus status) {
        return status == null ? "" : status.name();
    }

    private static <T> GenericExecuteSpec bind(
            GenericExecuteSpec statement, int index, @Nullable T value, Class<T> type) {
        return value == null ? statement.bindNull(index, type) : statement.bind(index, value);
    }
}
