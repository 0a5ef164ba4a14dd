package dev.guildhall.review;

import dev.guildhall.appointment.Appointment;
import dev.guildhall.appointment.AppointmentRows;
import dev.guildhall.database.KeysetQueries;
import dev.guildhall.review.ReviewService.PlacedReview;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.Slice;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reviews and the flags there are. */
@Repository
class ReviewRepository {

    private static final String INSERT = """
            WITH r AS (
                INSERT INTO review (appointment_id, review_type, author_id, target_id, rating, comment, created_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id),
            f AS (
                INSERT INTO review_behavior_flag (review_id, behavior_flag_id)
                SELECT r.id, b.id FROM r, behavior_flag b WHERE b.code = ANY($8))
            SELECT r.id, (SELECT username FROM account WHERE id = $4) FROM r""";

    private static final String COLUMNS = """
            r.id, r.appointment_id, r.review_type, r.author_id, author.username, r.target_id, target.username, r.rating, r.comment,
            ARRAY(SELECT b.code FROM review_behavior_flag f JOIN behavior_flag b ON b.id = f.behavior_flag_id
                   WHERE f.review_id = r.id ORDER BY b.code), r.created_at
            """;

    private static final String BY_ID = "SELECT " + AppointmentRows.COLUMNS + ", " + COLUMNS + """
             FROM review r JOIN appointment a ON a.id = r.appointment_id
             JOIN account author ON author.id = r.author_id JOIN account target ON target.id = r.target_id
            """
            + AppointmentRows.JOINS + " WHERE r.id = ANY($1)";

    private static final KeysetQueries NEWEST_FIRST = KeysetQueries.descending(KeysetQueries.number("x.id"));

    /** What a master says about a client is not for that client: {@code $2} is who reads. */
    private static final String OPEN = " AND (x.review_type = 'master_review' OR x.target_id <> $2)";

    private static final String OF_APPOINTMENT =
            "SELECT " + AppointmentRows.COLUMNS + ", " + COLUMNS + """
             FROM appointment a
            """ + AppointmentRows.JOINS + """
             LEFT JOIN LATERAL (SELECT * FROM review x WHERE x.appointment_id = a.id%s) r ON true
             LEFT JOIN account author ON author.id = r.author_id LEFT JOIN account target ON target.id = r.target_id
            WHERE a.id = $1 ORDER BY r.id DESC""";

    private static final String ABOUT = "SELECT " + COLUMNS + """
             FROM account target
             LEFT JOIN LATERAL (SELECT * FROM review x WHERE x.target_id = target.id%s) r ON true
             LEFT JOIN account author ON author.id = r.author_id
            WHERE target.id = $1 ORDER BY r.id DESC""";

    private final DatabaseClient database;
    private final AppointmentRows rows;

    ReviewRepository(DatabaseClient database, AppointmentRows rows) {
        this.database = database;
        this.rows = rows;
    }

    /** Reviews, each with its appointment. */
    Flux<PlacedReview> list(List<Long> ids) {
        return database.sql(BY_ID)
                .bind(0, ids.toArray(Long[]::new))
                .map(this::placed)
                .all();
    }

    /** An appointment with the reviews of it that this reader may see, newest first. Empty when there is no such appointment. */
    Mono<ReviewedAppointment> findReviewed(long appointmentId, Caller reader, Slice slice) {
        return open(OF_APPOINTMENT, appointmentId, reader, slice)
                .map(row -> new Line(rows.read(row), review(row, AppointmentRows.COUNT)))
                .all()
                .collectList()
                .filter(lines -> !lines.isEmpty())
                .map(ReviewedAppointment::of);
    }

    /** The reviews about somebody that this reader may see, newest first. Empty when there is no such person. */
    Mono<List<Review>> listAbout(long accountId, Caller reader, Slice slice) {
        return open(ABOUT, accountId, reader, slice)
                .map(row -> Optional.ofNullable(review(row, 0)))
                .all()
                .collectList()
                .filter(found -> !found.isEmpty())
                .map(found -> found.stream().flatMap(Optional::stream).toList());
    }

    private GenericExecuteSpec open(String sql, long id, Caller reader, Slice slice) {
        var part = NEWEST_FIRST.of(slice, 2);
        return part.bind(database.sql(sql.formatted(OPEN + part.condition() + part.end()))
                .bind(0, id)
                .bind(1, reader.id()));
    }

    private PlacedReview placed(Readable row) {
        return new PlacedReview(rows.read(row), Objects.requireNonNull(review(row, AppointmentRows.COUNT)));
    }

    /** The review whose columns begin here, if there is one. */
    private static @Nullable Review review(Readable row, int first) {
        var id = row.get(first, Long.class);
        return id == null
                ? null
                : new Review(
                        id,
                        row.get(first + 1, Long.class),
                        row.get(first + 2, String.class),
                        row.get(first + 3, Long.class),
                        row.get(first + 4, String.class),
                        row.get(first + 5, Long.class),
                        row.get(first + 6, String.class),
                        row.get(first + 7, Integer.class),
                        row.get(first + 8, String.class),
                        List.of(row.get(first + 9, String[].class)),
                        row.get(first + 10, Instant.class));
    }

    Mono<Boolean> exists(long appointmentId, String reviewType) {
        return database.sql("SELECT EXISTS (SELECT 1 FROM review WHERE appointment_id = $1 AND review_type = $2)")
                .bind(0, appointmentId)
                .bind(1, reviewType)
                .map(row -> row.get(0, Boolean.class))
                .one();
    }

    /** All flags that can be given. */
    Flux<BehaviorFlag> listFlags() {
        return database.sql("SELECT code, is_positive FROM behavior_flag WHERE is_active")
                .map(row -> new BehaviorFlag(row.get(0, String.class), row.get(1, Boolean.class)))
                .all();
    }

    Mono<Saved> insert(
            long appointmentId,
            String reviewType,
            long authorId,
            long targetId,
            Opinion opinion,
            List<String> flags,
            Instant now) {
        return database.sql(INSERT)
                .bind(0, appointmentId)
                .bind(1, reviewType)
                .bind(2, authorId)
                .bind(3, targetId)
                .bind(4, opinion.rating())
                .bind(5, opinion.comment())
                .bind(6, now)
                .bind(7, flags.toArray(String[]::new))
                .map(row -> new Saved(row.get(0, Long.class), row.get(1, String.class)))
                .one();
    }

    record BehaviorFlag(String code, boolean positive) {}

    record Saved(long id, String targetUsername) {}

    private record Line(Appointment order, @Nullable Review review) {}

    /** An appointment and what was said after it. */
    record ReviewedAppointment(Appointment order, List<Review> reviews) {

        private static ReviewedAppointment of(List<Line> lines) {
            return new ReviewedAppointment(
                    lines.get(0).order(),
                    lines.stream().map(Line::review).filter(Objects::nonNull).toList());
        }
    }
}
