package dev.guildhall.appointment;

import dev.guildhall.identity.SlaSettings;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * How an appointment is read: the columns, in the order {@link #read} expects them, and the joins they come from. {@code a} is the
 * appointment (a table or a CTE with its columns).
 */
@Component
public class AppointmentRows {

    /** What to select; {@link #COUNT} columns. */
    public static final String COLUMNS = """
            a.id, a.client_id, ac.username, ac.is_banned, cs.risk_score, cs.risk_level,
            a.master_id, am.username, am.is_master_active,
            CASE WHEN ms.score_updated_at IS NOT NULL THEN ms.master_score END,
            a.brand, a.model, a.lock_type, a.has_pc, a.description, a.photo_key, a.status,
            a.total_price, a.currency, a.payment_method, a.payment_proof_key, a.payment_marked_at, a.payment_confirmed_at,
            a.payment_confirmed_by, a.taken_at, a.started_at, a.completed_at, a.platform_tags, a.has_history, a.created_at, a.updated_at,
            a.response_deadline_at, a.response_stopped_at, a.paid_at, a.completion_deadline_at, a.completion_stopped_at,
            a.sla_breached, a.sla_next_at, (SELECT s.sla_completion_hours FROM site_settings s WHERE s.id = 1),
            a.payment_proof_sha256, a.payment_proof_duplicates""";

    /** How many columns there are: what a query selects besides them starts at this index. */
    public static final int COUNT = 41;

    /** The people around {@code a}. */
    public static final String JOINS = """
            JOIN account ac ON ac.id = a.client_id
            LEFT JOIN client_stats cs ON cs.account_id = a.client_id
            LEFT JOIN account am ON am.id = a.master_id
            LEFT JOIN master_stats ms ON ms.account_id = a.master_id
            """;

    private static final TypeReference<List<String>> TAGS = new TypeReference<>() {};
    private static final TypeReference<List<Appointment.Duplicate>> DUPLICATES = new TypeReference<>() {};

    private final JsonMapper json;
    private final SlaSettings sla;

    AppointmentRows(JsonMapper json, SlaSettings sla) {
        this.json = json;
        this.sla = sla;
    }

    /** The appointment in a row that begins with {@link #COLUMNS}. */
    public Appointment read(Readable row) {
        return new Appointment(
                row.get(0, Long.class),
                client(row),
                master(row),
                row.get(10, String.class),
                row.get(11, String.class),
                LockType.valueOf(row.get(12, String.class)),
                row.get(13, Boolean.class),
                row.get(14, String.class),
                row.get(15, String.class),
                AppointmentStatus.valueOf(row.get(16, String.class)),
                payment(row),
                row.get(24, Instant.class),
                row.get(25, Instant.class),
                row.get(26, Instant.class),
                sla(row),
                json.readValue(row.get(27, Json.class).asArray(), TAGS),
                row.get(28, Boolean.class),
                row.get(29, Instant.class),
                row.get(30, Instant.class));
    }

    private Sla sla(Readable row) {
        var hours = row.get(38, Integer.class);
        return new Sla(
                Term.of(row.get(29, Instant.class), row.get(31, Instant.class), row.get(32, Instant.class)),
                Term.of(row.get(33, Instant.class), row.get(34, Instant.class), row.get(35, Instant.class)),
                row.get(36, Boolean.class),
                row.get(37, Instant.class),
                Duration.ofHours(hours == null ? sla.completionHours() : hours));
    }

    private static Appointment.Client client(Readable row) {
        return new Appointment.Client(
                row.get(1, Long.class),
                row.get(2, String.class),
                row.get(3, Boolean.class),
                row.get(4, Integer.class),
                row.get(5, String.class));
    }

    private static Appointment.@Nullable Master master(Readable row) {
        var id = row.get(6, Long.class);
        return id == null
                ? null
                : new Appointment.Master(
                        id, row.get(7, String.class), row.get(8, Boolean.class), row.get(9, Integer.class));
    }

    private Appointment.Payment payment(Readable row) {
        var method = row.get(19, String.class);
        return new Appointment.Payment(
                row.get(17, Integer.class),
                row.get(18, String.class),
                method == null ? null : PaymentMethod.of(method),
                proof(row),
                row.get(21, Instant.class),
                row.get(22, Instant.class),
                row.get(23, Long.class));
    }

    private Appointment.@Nullable Proof proof(Readable row) {
        var key = row.get(20, String.class);
        return key == null
                ? null
                : new Appointment.Proof(key, row.get(39, String.class), duplicates(row.get(40, Json.class)));
    }

    /** As a column of orders has them. */
    List<Appointment.Duplicate> duplicates(Json column) {
        return json.readValue(column.asArray(), DUPLICATES);
    }
}
