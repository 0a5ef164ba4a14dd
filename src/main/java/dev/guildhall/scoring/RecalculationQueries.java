package dev.guildhall.scoring;

import static dev.guildhall.scoring.Columns.intAt;
import static dev.guildhall.scoring.Columns.ints;
import static dev.guildhall.scoring.Columns.longAt;
import static dev.guildhall.scoring.Columns.longs;
import static dev.guildhall.scoring.Columns.textAt;
import static dev.guildhall.scoring.Columns.texts;

import dev.guildhall.appointment.AppointmentStatus;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Counts totals from scratch, many people at a time. */
@Repository
class RecalculationQueries {

    private static final String CLIENTS = """
            WITH orders AS (
                SELECT client_id AS account_id,
                       count(*) FILTER (WHERE status = 'COMPLETED')::int AS completed,
                       count(*) FILTER (WHERE status = 'CANCELLED')::int AS cancelled
                  FROM appointment WHERE client_id = ANY(:accounts) GROUP BY client_id
            ), flags AS (
                SELECT given.review_id, CASE WHEN bool_or(flag.is_positive) THEN 0 ELSE count(*) END AS negative
                  FROM review
                  JOIN review_behavior_flag given ON given.review_id = review.id
                  JOIN behavior_flag flag ON flag.id = given.behavior_flag_id
                 WHERE review.target_id = ANY(:accounts) AND review.review_type = 'client_review'
                 GROUP BY given.review_id
            ), reviews AS (
                SELECT target_id AS account_id, sum(rating)::bigint AS rating_sum, count(*)::int AS rating_count,
                       coalesce(sum(flags.negative), 0)::int AS negative
                  FROM review LEFT JOIN flags ON flags.review_id = review.id
                 WHERE target_id = ANY(:accounts) AND review_type = 'client_review' GROUP BY target_id
            )
            SELECT account.id, account.created_at,
                   coalesce(stats.completed_orders, 0), coalesce(stats.cancelled_orders, 0),
                   coalesce(stats.rating_sum, 0), coalesce(stats.rating_count, 0), coalesce(stats.negative_flags, 0),
                   coalesce(orders.completed, 0), coalesce(orders.cancelled, 0),
                   coalesce(reviews.rating_sum, 0), coalesce(reviews.rating_count, 0), coalesce(reviews.negative, 0),
                   coalesce(stats.level, 'newbie'), coalesce(stats.risk_score, 0)::int, coalesce(stats.risk_level, 'low'),
                   stats.risk_updated_at, stats.override_score::int, stats.override_until
              FROM account
              LEFT JOIN client_stats stats ON stats.account_id = account.id
              LEFT JOIN orders ON orders.account_id = account.id
              LEFT JOIN reviews ON reviews.account_id = account.id
             WHERE account.id = ANY(:accounts)
             ORDER BY account.id
            """;

    private static final String MASTERS = """
            WITH orders AS (
                SELECT master_id AS account_id,
                       count(*) FILTER (WHERE status = 'COMPLETED')::int AS completed,
                       count(*) FILTER (WHERE status IN ('DECLINED_BY_MASTER', 'CANCELLED'))::int AS dropped,
                       count(*) FILTER (WHERE status = ANY(:workload))::int AS active,
                       coalesce(sum(extract(epoch FROM taken_at - created_at) * 1000000), 0)::bigint AS response_micros,
                       count(taken_at)::int AS response_count
                  FROM appointment WHERE master_id = ANY(:accounts) GROUP BY master_id
            ), reviews AS (
                SELECT target_id AS account_id, sum(rating)::bigint AS rating_sum, count(*)::int AS rating_count
                  FROM review WHERE target_id = ANY(:accounts) AND review_type = 'master_review' GROUP BY target_id
            )
            SELECT account.id,
                   coalesce(stats.completed_orders, 0), coalesce(stats.dropped_orders, 0), coalesce(stats.active_orders, 0),
                   coalesce(stats.response_micros, 0), coalesce(stats.response_count, 0),
                   coalesce(stats.rating_sum, 0), coalesce(stats.rating_count, 0),
                   coalesce(orders.completed, 0), coalesce(orders.dropped, 0), coalesce(orders.active, 0),
                   coalesce(orders.response_micros, 0), coalesce(orders.response_count, 0),
                   coalesce(reviews.rating_sum, 0), coalesce(reviews.rating_count, 0),
                   coalesce(stats.master_score, 0)::int, stats.score_updated_at, stats.override_score::int, stats.override_until
              FROM account
              LEFT JOIN master_stats stats ON stats.account_id = account.id
              LEFT JOIN orders ON orders.account_id = account.id
              LEFT JOIN reviews ON reviews.account_id = account.id
             WHERE account.id = ANY(:accounts)
             ORDER BY account.id
            """;

    private static final String INSERT_MISSING_CLIENTS = """
            INSERT INTO client_stats (account_id)
            SELECT id FROM account
             WHERE id = ANY(:accounts)
               AND (EXISTS (SELECT FROM appointment WHERE client_id = account.id)
                    OR EXISTS (SELECT FROM review WHERE target_id = account.id AND review_type = 'client_review'))
             ORDER BY id
            ON CONFLICT (account_id) DO NOTHING
            """;

    private static final String INSERT_MISSING_MASTERS = """
            INSERT INTO master_stats (account_id)
            SELECT id FROM account
             WHERE id = ANY(:accounts)
               AND (EXISTS (SELECT FROM appointment WHERE master_id = account.id)
                    OR EXISTS (SELECT FROM review WHERE target_id = account.id AND review_type = 'master_review'))
             ORDER BY id
            ON CONFLICT (account_id) DO NOTHING
            """;

    private static final String STORE_CLIENT_TOTALS = """
            UPDATE client_stats
               SET completed_orders = counted.completed, cancelled_orders = counted.cancelled,
                   rating_sum = counted.rating_sum, rating_count = counted.rating_count,
                   negative_flags = counted.negative_flags
              FROM unnest(:accounts::bigint[], :completed::int[], :cancelled::int[], :ratingSum::bigint[], :ratingCount::int[],
                          :negativeFlags::int[])
                   AS counted (account_id, completed, cancelled, rating_sum, rating_count, negative_flags)
             WHERE client_stats.account_id = counted.account_id
            """;

    private static final String STORE_MASTER_TOTALS = """
            UPDATE master_stats
               SET completed_orders = counted.completed, dropped_orders = counted.dropped, active_orders = counted.active,
                   response_micros = counted.response_micros, response_count = counted.response_count,
                   rating_sum = counted.rating_sum, rating_count = counted.rating_count
              FROM unnest(:accounts::bigint[], :completed::int[], :dropped::int[], :active::int[], :responseMicros::bigint[],
                          :responseCount::int[], :ratingSum::bigint[], :ratingCount::int[])
                   AS counted (account_id, completed, dropped, active, response_micros, response_count, rating_sum, rating_count)
             WHERE master_stats.account_id = counted.account_id
            """;

    private final DatabaseClient database;

    RecalculationQueries(DatabaseClient database) {
        this.database = database;
    }

    /** The next account ids in ascending order; empty after the last one. */
    Mono<Long[]> accountsAfter(long id, int limit) {
        return database.sql("SELECT id FROM account WHERE id > :after ORDER BY id LIMIT :limit")
                .bind("after", id)
                .bind("limit", limit)
                .mapValue(Long.class)
                .all()
                .collectList()
                .filter(ids -> !ids.isEmpty())
                .map(ids -> ids.toArray(Long[]::new));
    }

    /** What is stored and what is counted, both of the same moment. An account without a row counts as one with zeros. */
    Mono<List<AuditedClient>> clients(Long[] accounts) {
        return database.sql(CLIENTS)
                .bind("accounts", accounts)
                .map(RecalculationQueries::client)
                .all()
                .collectList();
    }

    /** See {@link #clients}. */
    Mono<List<AuditedMaster>> masters(Long[] accounts) {
        return database.sql(MASTERS)
                .bind("accounts", accounts)
                .bind("workload", texts(AppointmentStatus.WORKLOAD, AppointmentStatus::name))
                .map(RecalculationQueries::master)
                .all()
                .collectList();
    }

    /** Adds missing rows and locks them all; gives the ids of those that have a row. */
    Mono<Long[]> lockClients(Long[] accounts) {
        return execute(INSERT_MISSING_CLIENTS, accounts)
                .then(lock(
                        "SELECT account_id FROM client_stats WHERE account_id = ANY(:accounts) ORDER BY 1 FOR UPDATE",
                        accounts));
    }

    /** See {@link #lockClients}. */
    Mono<Long[]> lockMasters(Long[] accounts) {
        return execute(INSERT_MISSING_MASTERS, accounts)
                .then(lock(
                        "SELECT account_id FROM master_stats WHERE account_id = ANY(:accounts) ORDER BY 1 FOR UPDATE",
                        accounts));
    }

    Mono<Void> storeClientTotals(List<AuditedClient> clients) {
        return database.sql(STORE_CLIENT_TOTALS)
                .bind("accounts", longs(clients, AuditedClient::id))
                .bind("completed", ints(clients, client -> client.counted().completed()))
                .bind("cancelled", ints(clients, client -> client.counted().cancelled()))
                .bind("ratingSum", longs(clients, client -> client.counted().ratingSum()))
                .bind("ratingCount", ints(clients, client -> client.counted().ratingCount()))
                .bind("negativeFlags", ints(clients, client -> client.counted().negativeFlags()))
                .then();
    }

    Mono<Void> storeMasterTotals(List<AuditedMaster> masters) {
        return database.sql(STORE_MASTER_TOTALS)
                .bind("accounts", longs(masters, AuditedMaster::id))
                .bind("completed", ints(masters, master -> master.counted().completed()))
                .bind("dropped", ints(masters, master -> master.counted().dropped()))
                .bind("active", ints(masters, master -> master.counted().active()))
                .bind("responseMicros", longs(masters, master -> master.counted()
                        .responseMicros()))
                .bind("responseCount", ints(masters, master -> master.counted().responseCount()))
                .bind("ratingSum", longs(masters, master -> master.counted().ratingSum()))
                .bind("ratingCount", ints(masters, master -> master.counted().ratingCount()))
                .then();
    }

    private Mono<Void> execute(String sql, Long[] accounts) {
        return database.sql(sql).bind("accounts", accounts).then();
    }

    private Mono<Long[]> lock(String sql, Long[] accounts) {
        return database.sql(sql)
                .bind("accounts", accounts)
                .mapValue(Long.class)
                .all()
                .collectList()
                .map(ids -> ids.toArray(Long[]::new));
    }

    private static AuditedClient client(Readable row) {
        return new AuditedClient(
                longAt(row, 0),
                Objects.requireNonNull(row.get(1, Instant.class)),
                clientTotals(row, 2),
                clientTotals(row, 7),
                textAt(row, 12),
                intAt(row, 13),
                textAt(row, 14),
                row.get(15, Instant.class),
                ManualScore.of(row.get(16, Integer.class), row.get(17, Instant.class)));
    }

    private static ClientTotals clientTotals(Readable row, int first) {
        return new ClientTotals(
                intAt(row, first),
                intAt(row, first + 1),
                longAt(row, first + 2),
                intAt(row, first + 3),
                intAt(row, first + 4));
    }

    private static AuditedMaster master(Readable row) {
        return new AuditedMaster(
                longAt(row, 0),
                masterTotals(row, 1),
                masterTotals(row, 8),
                intAt(row, 15),
                row.get(16, Instant.class),
                ManualScore.of(row.get(17, Integer.class), row.get(18, Instant.class)));
    }

    private static MasterTotals masterTotals(Readable row, int first) {
        return new MasterTotals(
                intAt(row, first),
                intAt(row, first + 1),
                intAt(row, first + 2),
                longAt(row, first + 3),
                intAt(row, first + 4),
                longAt(row, first + 5),
                intAt(row, first + 6));
    }
}
