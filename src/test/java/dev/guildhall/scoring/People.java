package dev.guildhall.scoring;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;

/** Fresh accounts, and histories written behind the back of the running totals. */
final class People {

    private final DatabaseClient database;

    People(DatabaseClient database) {
        this.database = database;
    }

    long client() {
        return account("client", Instant.now());
    }

    long master() {
        return account("master", Instant.now());
    }

    long account(String role, Instant signedUp) {
        return id(
                database.sql("INSERT INTO account (username, role, created_at) VALUES (:name, :role, :at) RETURNING id")
                        .bind("name", UUID.randomUUID().toString())
                        .bind("role", role)
                        .bind("at", signedUp));
    }

    /** @param seconds from filing to taking */
    long order(long client, long master, String status, long seconds) {
        var filed = Instant.parse("2026-03-01T10:00:00Z");
        return id(database.sql("""
                        INSERT INTO appointment (client_id, master_id, brand, model, lock_type, description, status, created_at, taken_at)
                        VALUES (:client, :master, 'B', 'M', 'PIN', 'D', :status, :filed, :taken) RETURNING id
                        """)
                .bind("client", client)
                .bind("master", master)
                .bind("status", status)
                .bind("filed", filed)
                .bind("taken", filed.plusSeconds(seconds)));
    }

    void masterReview(long order, long client, long master, int rating) {
        review("master_review", order, client, master, rating);
    }

    void clientReview(long order, long client, long master, int rating, String... flags) {
        var review = review("client_review", order, master, client, rating);
        database.sql("""
                        INSERT INTO review_behavior_flag (review_id, behavior_flag_id)
                        SELECT :review, id FROM behavior_flag WHERE code = ANY(:flags)
                        """).bind("review", review).bind("flags", flags).then().block();
    }

    /** As everybody has them who has just become a client. */
    void blankStatistics(long client) {
        database.sql("INSERT INTO client_stats (account_id) VALUES (:id)")
                .bind("id", client)
                .then()
                .block();
    }

    String clientRow(long id) {
        return row("""
                SELECT concat_ws(' ', completed_orders, cancelled_orders, rating_sum, rating_count, negative_flags,
                                 level, risk_score, risk_level, risk_updated_at IS NOT NULL)
                  FROM client_stats WHERE account_id = :id
                """, id);
    }

    String masterRow(long id) {
        return row("""
                SELECT concat_ws(' ', completed_orders, dropped_orders, active_orders, response_micros, response_count,
                                 rating_sum, rating_count, master_score, score_updated_at IS NOT NULL)
                  FROM master_stats WHERE account_id = :id
                """, id);
    }

    private long review(String type, long order, long author, long target, int rating) {
        return id(database.sql("""
                        INSERT INTO review (appointment_id, review_type, author_id, target_id, rating)
                        VALUES (:order, :type, :author, :target, :rating) RETURNING id
                        """)
                .bind("order", order)
                .bind("type", type)
                .bind("author", author)
                .bind("target", target)
                .bind("rating", rating));
    }

    private String row(String sql, long id) {
        return database.sql(sql)
                .bind("id", id)
                .mapValue(String.class)
                .one()
                .blockOptional()
                .orElse("no row");
    }

    private static long id(DatabaseClient.GenericExecuteSpec insert) {
        return Objects.requireNonNull(insert.mapValue(Long.class).one().block());
    }
}
