package dev.guildhall.appointment;

import dev.guildhall.database.KeysetQueries;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.Slice;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Appointments as somebody sees them: each list and each detail is one statement, unread counts included. */
@Repository
public class AppointmentQueries {

    private static final String VIEWED = "SELECT " + AppointmentRows.COLUMNS + """
            , (SELECT count(*) FROM message x
                WHERE x.appointment_id = a.id AND x.deleted_at IS NULL AND x.sender_id <> $1
                  AND x.id > coalesce((SELECT r.last_read_message_id FROM read_state r
                                        WHERE r.appointment_id = a.id AND r.account_id = $1), 0))
            """;

    private static final String FROM = " FROM appointment a " + AppointmentRows.JOINS;

    private static final String VIEW = VIEWED + FROM;

    private static final String SITUATION =
            VIEWED + ", ARRAY(SELECT r.review_type FROM review r WHERE r.appointment_id = a.id)" + FROM;

    private static final String SEEN = "SELECT " + AppointmentRows.COLUMNS + """
            , (SELECT count(*) FROM message x
                WHERE x.appointment_id = a.id AND x.deleted_at IS NULL AND x.sender_id <> w.reader
                  AND x.id > coalesce((SELECT r.last_read_message_id FROM read_state r
                                        WHERE r.appointment_id = a.id AND r.account_id = w.reader), 0)), w.reader
             FROM unnest($1::bigint[], $2::bigint[]) AS w (appointment, reader) JOIN appointment a ON a.id = w.appointment
            """ + AppointmentRows.JOINS;

    private static final KeysetQueries NEWEST_FIRST =
            KeysetQueries.descending(KeysetQueries.time("a.created_at"), KeysetQueries.number("a.id"));

    private static final int MOST_FINISHED = 200;

    private static final String LOCK = "SELECT id FROM appointment WHERE id = $1 FOR NO KEY UPDATE";

    private static final String LOCK_DUE =
            "SELECT id FROM appointment WHERE id = $1 AND sla_next_at <= $2 FOR NO KEY UPDATE SKIP LOCKED";

    private static final String GET =
            "SELECT " + AppointmentRows.COLUMNS + " FROM appointment a " + AppointmentRows.JOINS + " WHERE a.id = $1";

    /**
     * Who looks for the same proof at the same time looks one after the other: of two orders, the later one finds the earlier one.
     */
    private static final String LOCK_FOR_PROOF =
            "SELECT a.id, pg_advisory_xact_lock($2) FROM (SELECT id FROM appointment WHERE id = $1 FOR NO KEY UPDATE) a";

    private static final String GET_WITH_DUPLICATES =
            "SELECT " + AppointmentRows.COLUMNS + """
            , (SELECT coalesce(jsonb_agg(jsonb_build_object('order', d.id, 'master', d.master_id) ORDER BY d.id DESC), '[]')
                 FROM (SELECT x.id, x.master_id FROM appointment x WHERE x.payment_proof_sha256 = $2 AND x.id <> a.id
                        ORDER BY x.id DESC LIMIT 20) d)
            """ + FROM + " WHERE a.id = $1";

    private static final String MASTER = """
            SELECT m.id, m.username, m.is_master_active, CASE WHEN s.score_updated_at IS NOT NULL THEN s.master_score END
              FROM account m LEFT JOIN master_stats s ON s.account_id = m.id
             WHERE m.id = $1 AND m.role = 'master'""";

    /** The nearest deadline whose clock runs. */
    private static final String DEADLINE =
            "least(CASE WHEN a.response_stopped_at IS NULL THEN a.response_deadline_at END,"
                    + " CASE WHEN a.completion_stopped_at IS NULL THEN a.completion_deadline_at END)";

    /** Stand for no deadline where orders are sorted by theirs. */
    private static final Instant NEVER_DUE = Instant.parse("9999-12-31T00:00:00Z");

    private static final Instant ALWAYS_DUE = Instant.parse("0001-01-01T00:00:00Z");

    /** Everything an order is known by, {@code $9} being what somebody looks for. */
    private static final String SOUGHT =
            "(a.id::text = $9 OR strpos(lower(concat_ws(' ', a.brand, a.model)), lower($9)) > 0"
                    + " OR strpos(lower(ac.username), lower($9)) > 0 OR strpos(lower(am.username), lower($9)) > 0)";

    private static final String FILTERED =
            " WHERE ($2::text IS NULL OR a.status = $2) AND ($3::bigint IS NULL OR a.master_id = $3)"
                    + " AND ($4::bigint IS NULL OR a.client_id = $4) AND ($5::timestamptz IS NULL OR a.created_at >= $5)"
                    + " AND ($6::timestamptz IS NULL OR a.created_at < $6)"
                    + " AND ($7::boolean IS NULL OR a.sla_breached = $7)"
                    + " AND ($8::timestamptz IS NULL OR " + DEADLINE + " < $8)"
                    + " AND ($9::text IS NULL OR " + SOUGHT + ")";

    private static final String COUNT = "SELECT count(*) FROM (" + VIEW + FILTERED + ") listed";

    private final DatabaseClient database;
    private final AppointmentRows rows;

    AppointmentQueries(DatabaseClient database, AppointmentRows rows) {
        this.database = database;
        this.rows = rows;
    }

    /** One appointment for this reader, whether they may see it or not. */
    public Mono<AppointmentView> find(long id, Caller reader) {
        return view(" WHERE a.id = $2", reader).bind(1, id).map(this::toView).one();
    }

    /** As {@link #find}, with what else decides on what this reader can do with it. */
    Mono<Situation> findSituation(long id, Caller reader) {
        return database.sql(SITUATION + " WHERE a.id = $2")
                .bind(0, reader.id())
                .bind(1, id)
                .map(this::toSituation)
                .one();
    }

    /** Appointments as several readers see them, whether they may or not: one for each pair of an appointment and a reader. */
    public Flux<SeenAppointment> listSeen(List<Long> appointments, List<Long> readers) {
        return database.sql(SEEN)
                .bind(0, appointments.toArray(Long[]::new))
                .bind(1, readers.toArray(Long[]::new))
                .map(row -> new SeenAppointment(row.get(AppointmentRows.COUNT + 1, Long.class), toView(row)))
                .all();
    }

    /** All a client has filed, newest first. */
    public Flux<AppointmentView> listFiledBy(Caller client, Slice slice) {
        var part = NEWEST_FIRST.of(slice, 1);
        return list(part, view(" WHERE a.client_id = $1" + part.condition() + part.end(), client));
    }

    /** All that wait for a master, newest first. */
    public Flux<AppointmentView> listAvailable(Caller master, Slice slice) {
        var part = NEWEST_FIRST.of(slice, 1);
        var where = " WHERE a.status = 'NEW' AND a.master_id IS NULL" + part.condition();
        return list(part, view(where + part.end(), master));
    }

    /** All on a master's table, newest first. */
    public Flux<AppointmentView> listWorkloadOf(Caller master, Slice slice) {
        var words = AppointmentStatus.WORKLOAD.stream().map(Enum::name).toArray(String[]::new);
        var part = NEWEST_FIRST.of(slice, 2);
        var where = " WHERE a.master_id = $1 AND a.status = ANY($2)" + part.condition();
        return list(part, view(where + part.end(), master).bind(1, words));
    }

    /** What a master is done with, newest first: the latest 200, unless another slice is wanted. */
    Flux<Situation> listFinishedBy(Caller master, Slice slice) {
        var words = AppointmentStatus.FINAL.stream().map(Enum::name).toArray(String[]::new);
        var part = NEWEST_FIRST.of(slice.ofAtMost(MOST_FINISHED), 2);
        var where = " WHERE a.master_id = $1 AND a.status = ANY($2)" + part.condition();
        return part.bind(database.sql(SITUATION + where + part.end())
                        .bind(0, master.id())
                        .bind(1, words))
                .map(this::toSituation)
                .all();
    }

    /** All that meet an admin's filter, newest first unless it says otherwise. */
    public Flux<AppointmentView> listMeeting(Filter filter, Caller admin, Slice slice) {
        var part = filter.order().keys.of(slice, 9);
        return list(part, bind(view(FILTERED + part.condition() + part.end(), admin), filter));
    }

    /** How many meet it. */
    public Mono<Long> countMeeting(Filter filter, Caller admin) {
        return bind(database.sql(COUNT).bind(0, admin.id()), filter)
                .map(row -> row.get(0, Long.class))
                .one();
    }

    private static GenericExecuteSpec bind(GenericExecuteSpec statement, Filter filter) {
        var query = statement;
        query = bind(query, 1, filter.status(), String.class);
        query = bind(query, 2, filter.master(), Long.class);
        query = bind(query, 3, filter.client(), Long.class);
        query = bind(query, 4, filter.from(), Instant.class);
        query = bind(query, 5, filter.until(), Instant.class);
        query = bind(query, 6, filter.breached(), Boolean.class);
        query = bind(query, 7, filter.dueBefore(), Instant.class);
        return bind(query, 8, filter.sought(), String.class);
    }

    /**
     * The appointment, for nobody else to change until the transaction ends. Locked by one statement and read by the next, because one
     * that has waited for the lock would still show the people as they were before it waited.
     */
    public Mono<Appointment> lock(long id) {
        return read(database.sql(LOCK).bind(0, id));
    }

    /** As {@link #lock}, with the other orders that have this proof. */
    Mono<ForProof> lockForProof(long id, String sha256) {
        return database.sql(LOCK_FOR_PROOF)
                .bind(0, id)
                .bind(1, Long.parseUnsignedLong(sha256.substring(0, Long.BYTES * 2), 16))
                .map(row -> row.get(0, Long.class))
                .one()
                .flatMap(locked -> database.sql(GET_WITH_DUPLICATES)
                        .bind(0, locked)
                        .bind(1, sha256)
                        .map(row -> new ForProof(
                                rows.read(row), rows.duplicates(row.get(AppointmentRows.COUNT, Json.class))))
                        .one());
    }

    /** As {@link #lock}, if something about its deadlines was to be noticed by now; empty as well when somebody else has it just now. */
    Mono<Appointment> lockDue(long id, Instant now) {
        return read(database.sql(LOCK_DUE).bind(0, id).bind(1, now));
    }

    private Mono<Appointment> read(GenericExecuteSpec lock) {
        return lock.mapValue(Long.class)
                .one()
                .flatMap(locked ->
                        database.sql(GET).bind(0, locked).map(rows::read).one());
    }

    Mono<Appointment.Master> findMaster(long accountId) {
        return database.sql(MASTER)
                .bind(0, accountId)
                .map(row -> new Appointment.Master(
                        row.get(0, Long.class),
                        row.get(1, String.class),
                        row.get(2, Boolean.class),
                        row.get(3, Integer.class)))
                .one();
    }

    private Situation toSituation(Readable row) {
        return new Situation(toView(row), Set.of(row.get(AppointmentRows.COUNT + 1, String[].class)));
    }

    private Flux<AppointmentView> list(KeysetQueries.Part part, GenericExecuteSpec query) {
        return part.bind(query).map(this::toView).all();
    }

    private GenericExecuteSpec view(String rest, Caller reader) {
        return database.sql(VIEW + rest).bind(0, reader.id());
    }

    private AppointmentView toView(Readable row) {
        return new AppointmentView(rows.read(row), row.get(AppointmentRows.COUNT, Long.class));
    }

    private static <T> GenericExecuteSpec bind(GenericExecuteSpec query, int index, Optional<T> value, Class<T> type) {
        return value.map(given -> query.bind(index, given)).orElseGet(() -> query.bindNull(index, type));
    }

    /** A locked appointment, with the orders that have the proof it is about to get. */
    record ForProof(Appointment order, List<Appointment.Duplicate> duplicates) {}

    /** An appointment as this account sees it. */
    public record SeenAppointment(long reader, AppointmentView view) {}

    /**
     * What an admin looks for; empty means any.
     *
     * @param status as given: an unknown one finds nothing
     * @param from created at or after
     * @param until created before
     * @param breached whether a deadline was missed
     * @param dueBefore its nearest deadline is before
     * @param sought its id, or part of its brand and model, or of the user name of its client or master
     */
    public record Filter(
            Optional<String> status,
            Optional<Long> master,
            Optional<Long> client,
            Optional<Instant> from,
            Optional<Instant> until,
            Optional<Boolean> breached,
            Optional<Instant> dueBefore,
            Optional<String> sought,
            Order order) {}

    /** In which order an admin wants them. */
    public enum Order {
        NEWEST(NEWEST_FIRST),
        OLDEST(KeysetQueries.ascending(KeysetQueries.time("a.created_at"), KeysetQueries.number("a.id"))),
        CHANGED_LAST(KeysetQueries.ascending(KeysetQueries.time("a.updated_at"), KeysetQueries.number("a.id"))),
        CHANGED_FIRST(KeysetQueries.descending(KeysetQueries.time("a.updated_at"), KeysetQueries.number("a.id"))),
        /** What is due first; what has no deadline comes last. */
        DEADLINE_FIRST(KeysetQueries.ascending(deadlineOr(NEVER_DUE), KeysetQueries.number("a.id"))),
        DEADLINE_LAST(KeysetQueries.descending(deadlineOr(ALWAYS_DUE), KeysetQueries.number("a.id")));

        private final KeysetQueries keys;

        Order(KeysetQueries keys) {
            this.keys = keys;
        }

        /** Where an appointment has its place in this order. */
        public List<?> place(AppointmentView view) {
            var order = view.order();
            return switch (this) {
                case NEWEST, OLDEST -> List.of(order.createdAt(), order.id());
                case CHANGED_FIRST, CHANGED_LAST -> List.of(order.updatedAt(), order.id());
                case DEADLINE_FIRST ->
                    List.of(Objects.requireNonNullElse(order.sla().deadline(), NEVER_DUE), order.id());
                case DEADLINE_LAST ->
                    List.of(Objects.requireNonNullElse(order.sla().deadline(), ALWAYS_DUE), order.id());
            };
        }

        private static KeysetQueries.Column deadlineOr(Instant other) {
            return KeysetQueries.time("coalesce(" + DEADLINE + ", '" + other + "')");
        }
    }
}
