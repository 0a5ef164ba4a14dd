package dev.guildhall.review;

import dev.guildhall.appointment.AppointmentRows;
import dev.guildhall.review.ReviewService.PlacedReview;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
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

    private static final String BY_ID =
            "SELECT " + AppointmentRows.COLUMNS + """
            , r.id, r.review_type, r.author_id, author.username, r.target_id, target.username, r.rating, r.comment,
            ARRAY(SELECT b.code FROM review_behavior_flag f JOIN behavior_flag b ON b.id = f.behavior_flag_id
                   WHERE f.review_id = r.id ORDER BY b.code), r.created_at
             FROM review r JOIN appointment a ON a.id = r.appointment_id
             JOIN account author ON author.id = r.author_id JOIN account target ON target.id = r.target_id
            """ + AppointmentRows.JOINS + " WHERE r.id = ANY($1)";

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

    private PlacedReview placed(Readable row) {
        var order = rows.read(row);
        var first = AppointmentRows.COUNT;
        var review = new Review(
                row.get(first, Long.class),
                order.id(),
                row.get(first + 1, String.class),
                row.get(first + 2, Long.class),
                row.get(first + 3, String.class),
                row.get(first + 4, Long.class),
                row.get(first + 5, String.class),
                row.get(first + 6, Integer.class),
                row.get(first + 7, String.class),
                List.of(row.get(first + 8, String[].class)),
                row.get(first + 9, Instant.class));
        return new PlacedReview(order, review);
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
}
