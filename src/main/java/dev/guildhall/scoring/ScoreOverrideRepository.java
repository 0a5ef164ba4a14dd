package dev.guildhall.scoring;

import dev.guildhall.scoring.ScoreOverrides.Draft;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Scores set by hand: columns of the rows that have the totals, so that whoever has locked those sees them as they are. */
@Repository
class ScoreOverrideRepository {

    private final DatabaseClient database;

    ScoreOverrideRepository(DatabaseClient database) {
        this.database = database;
    }

    /** The account, if a score of the kind can be set for it, for nobody else to do so until the transaction ends. */
    Mono<Long> lock(ScoreKind kind, long account) {
        return database.sql(
                        kind == ScoreKind.RISK
                                ? "SELECT account_id FROM client_stats WHERE account_id = :account FOR UPDATE"
                                : "SELECT id FROM account WHERE id = :account AND role = 'master' FOR NO KEY UPDATE")
                .bind("account", account)
                .mapValue(Long.class)
                .one();
    }

    Mono<Long> set(ScoreKind kind, long account, Draft draft, long by, Instant now) {
        return database.sql("INSERT INTO " + kind.table() + " AS kept"
                        + " (account_id, override_score, override_reason, override_by, override_at, override_until)"
                        + " VALUES (:account, :score, :reason, :by, :now, :until) ON CONFLICT (account_id) DO UPDATE"
                        + " SET override_score = :score, override_reason = :reason, override_by = :by, override_at = :now,"
                        + " override_until = :until RETURNING account_id")
                .bind("account", account)
                .bind("score", draft.score())
                .bind("reason", draft.reason())
                .bind("by", by)
                .bind("now", now)
                .bind("until", draft.until())
                .mapValue(Long.class)
                .one();
    }

    /** Empty when nothing was set. */
    Mono<Long> lift(ScoreKind kind, long account) {
        return database.sql("UPDATE " + kind.table()
                        + " SET override_score = NULL, override_reason = NULL, override_by = NULL,"
                        + " override_at = NULL, override_until = NULL"
                        + " WHERE account_id = :account AND override_score IS NOT NULL RETURNING account_id")
                .bind("account", account)
                .mapValue(Long.class)
                .one();
    }
}
