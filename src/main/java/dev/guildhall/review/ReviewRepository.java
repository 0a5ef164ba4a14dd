package dev.guildhall.review;

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

    private final DatabaseClient database;

    ReviewRepository(DatabaseClient database) {
        this.database = database;
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
