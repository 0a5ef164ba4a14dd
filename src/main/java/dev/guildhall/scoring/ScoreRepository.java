package dev.guildhall.scoring;

import static dev.guildhall.scoring.Columns.intAt;
import static dev.guildhall.scoring.Columns.ints;
import static dev.guildhall.scoring.Columns.longAt;
import static dev.guildhall.scoring.Columns.longs;
import static dev.guildhall.scoring.Columns.texts;

import dev.guildhall.appointment.AppointmentStatus;
import dev.guildhall.appointment.AppointmentTouched;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps the running totals. Everybody who changes several of them locks clients before masters and lower ids before higher ones, so
 * that no two transactions wait for each other in a circle.
 */
@Repository
class ScoreRepository {

    /** The second part looks at the first, which makes sure that clients are locked before masters. */
    private static final String ADD = """
            WITH client AS (
                INSERT INTO client_stats AS total
                       (account_id, completed_orders, cancelled_orders, rating_sum, rating_count, negative_flags)
                SELECT delta.* FROM unnest(:clients::bigint[], :clientCompleted::int[], :clientCancelled::int[],
                               :clientRatingSum::bigint[], :clientRatingCount::int[], :negativeFlags::int[])
                               AS delta (account_id, completed, cancelled, rating_sum, rating_count, negative_flags)
                 ORDER BY delta.account_id
                ON CONFLICT (account_id) DO UPDATE
                   SET completed_orders = total.completed_orders + excluded.completed_orders,
                       cancelled_orders = total.cancelled_orders + excluded.cancelled_orders,
                       rating_sum = total.rating_sum + excluded.rating_sum,
                       rating_count = total.rating_count + excluded.rating_count,
                       negative_flags = total.negative_flags + excluded.negative_flags
                RETURNING total.*
            ), master AS (
                INSERT INTO master_stats AS total
                       (account_id, completed_orders, dropped_orders, active_orders, response_micros, response_count,
                        rating_sum, rating_count)
                SELECT delta.* FROM unnest(:masters::bigint[], :masterCompleted::int[], :dropped::int[], :active::int[],
                               :responseMicros::bigint[], :responseCount::int[],
                               :masterRatingSum::bigint[], :masterRatingCount::int[])
                               AS delta (account_id, completed, dropped, active, response_micros, response_count,
                                         rating_sum, rating_count)
                 WHERE (SELECT count(*) FROM client) >= 0
                 ORDER BY delta.account_id
                ON CONFLICT (account_id) DO UPDATE
                   SET completed_orders = total.completed_orders + excluded.completed_orders,
                       dropped_orders = total.dropped_orders + excluded.dropped_orders,
                       active_orders = total.active_orders + excluded.active_orders,
                       response_micros = total.response_micros + excluded.response_micros,
                       response_count = total.response_count + excluded.response_count,
                       rating_sum = total.rating_sum + excluded.rating_sum,
                       rating_count = total.rating_count + excluded.rating_count
                RETURNING total.*
            )
            SELECT client.account_id, account.created_at, client.completed_orders, client.cancelled_orders,
                   client.rating_sum, client.rating_count, client.negative_flags, 0::bigint, 0
              FROM client JOIN account ON account.id = client.account_id
            UNION ALL
            SELECT account_id, NULL, completed_orders, dropped_orders,
                   rating_sum, rating_count, active_orders, response_micros, response_count
              FROM master
            """;

    /** Every part of a statement sees the tables as they were before it, so {@code known} is what was stored before. */
    private static final String STORE = """
            WITH scored AS (
                SELECT * FROM unnest(:clients::bigint[], :levels::text[], :risks::int[], :riskLevels::text[])
                       AS scored (account_id, level, score, risk_level)
            ), client AS (
                UPDATE client_stats
                   SET level = scored.level, risk_score = scored.score, risk_level = scored.risk_level, risk_updated_at = :now
                  FROM scored
                 WHERE client_stats.account_id = scored.account_id
            ), master AS (
                UPDATE master_stats SET master_score = scored.score, score_updated_at = :now
                  FROM unnest(:masters::bigint[], :scores::int[]) AS scored (account_id, score)
                 WHERE master_stats.account_id = scored.account_id
            )
            SELECT o.id, o.client_id, o.master_id
              FROM scored
              JOIN client_stats known ON known.account_id = scored.account_id
               AND (known.risk_score, known.risk_level) IS DISTINCT FROM (scored.score, scored.risk_level)
              JOIN appointment o ON o.client_id = scored.account_id AND o.master_id IS NOT NULL
               AND (o.status = ANY(:worked) OR o.id = ANY(:orders))
            """;

    private static final String[] WORKED =
            AppointmentStatus.WORKLOAD.stream().map(Enum::name).toArray(String[]::new);

    private final DatabaseClient database;

    ScoreRepository(DatabaseClient database) {
        this.database = database;
    }

    /** Adds the changes to the totals of those concerned, locks them for this transaction and tells where they stand now. */
    Mono<Standings> add(ScoreChanges changes) {
        var clients = changes.clients().values();
        var masters = changes.masters().values();
        return database.sql(ADD)
                .bind("clients", changes.clients().keySet().toArray(Long[]::new))
                .bind("clientCompleted", ints(clients, ClientTotals::completed))
                .bind("clientCancelled", ints(clients, ClientTotals::cancelled))
                .bind("clientRatingSum", longs(clients, ClientTotals::ratingSum))
                .bind("clientRatingCount", ints(clients, ClientTotals::ratingCount))
                .bind("negativeFlags", ints(clients, ClientTotals::negativeFlags))
                .bind("masters", changes.masters().keySet().toArray(Long[]::new))
                .bind("masterCompleted", ints(masters, MasterTotals::completed))
                .bind("dropped", ints(masters, MasterTotals::dropped))
                .bind("active", ints(masters, MasterTotals::active))
                .bind("responseMicros", longs(masters, MasterTotals::responseMicros))
                .bind("responseCount", ints(masters, MasterTotals::responseCount))
                .bind("masterRatingSum", longs(masters, MasterTotals::ratingSum))
                .bind("masterRatingCount", ints(masters, MasterTotals::ratingCount))
                .map(ScoreRepository::standing)
                .all()
                .collect(() -> new Standings(new ArrayList<>(), new ArrayList<>()), ScoreRepository::collect);
    }

    /**
     * Stores what was computed for people whose totals this transaction has locked; gives the orders of clients whose risk is another
     * now, as far as they are worked on or among these.
     */
    Flux<AppointmentTouched> store(Scores scores, Set<Long> orders) {
        return database.sql(STORE)
                .bind("now", scores.computedAt())
                .bind("clients", longs(scores.clients(), Scores.Client::id))
                .bind(
                        "levels",
                        texts(scores.clients(), client -> client.risk().level().word()))
                .bind("risks", ints(scores.clients(), client -> client.risk().score()))
                .bind("riskLevels", texts(scores.clients(), client -> client.risk()
                        .riskLevel()
                        .word()))
                .bind("masters", longs(scores.masters(), Scores.Master::id))
                .bind("scores", ints(scores.masters(), Scores.Master::score))
                .bind("worked", WORKED)
                .bind("orders", orders.toArray(Long[]::new))
                .map(row -> new AppointmentTouched(
                        longAt(row, 0),
                        Stream.of(longAt(row, 1), longAt(row, 2)).collect(Collectors.toSet()),
                        false,
                        true))
                .all();
    }

    /** Statistics of somebody who is or becomes a client; those of old stay. */
    Mono<Void> insertClient(long accountId) {
        return database.sql(
                        "INSERT INTO client_stats (account_id) VALUES (:account) ON CONFLICT (account_id) DO NOTHING")
                .bind("account", accountId)
                .then();
    }

    /** The score of a master, empty when it was never computed. */
    Mono<Integer> findMasterScore(long masterId) {
        return database.sql("""
                        SELECT master_score FROM master_stats
                         WHERE account_id = :master AND score_updated_at IS NOT NULL
                        """)
                .bind("master", masterId)
                .mapValue(Integer.class)
                .one();
    }

    private static Record standing(Readable row) {
        var id = longAt(row, 0);
        var signedUp = row.get(1, Instant.class);
        if (signedUp != null) {
            var totals = new ClientTotals(intAt(row, 2), intAt(row, 3), longAt(row, 4), intAt(row, 5), intAt(row, 6));
            return new Standings.Client(id, totals, signedUp);
        }
        var totals = new MasterTotals(
                intAt(row, 2),
                intAt(row, 3),
                intAt(row, 6),
                longAt(row, 7),
                intAt(row, 8),
                longAt(row, 4),
                intAt(row, 5));
        return new Standings.Master(id, totals);
    }

    private static void collect(Standings standings, Record standing) {
        if (standing instanceof Standings.Client client) {
            standings.clients().add(client);
        } else {
            standings.masters().add((Standings.Master) standing);
        }
    }
}
