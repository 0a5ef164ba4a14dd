package dev.guildhall.scoring;

import static dev.guildhall.scoring.Columns.intAt;
import static dev.guildhall.scoring.Columns.ints;
import static dev.guildhall.scoring.Columns.longAt;
import static dev.guildhall.scoring.Columns.longs;

import dev.guildhall.appointment.AppointmentStatus;
import dev.guildhall.appointment.AppointmentTouched;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

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
                   client.rating_sum, client.rating_count, client.negative_flags, 0::bigint, 0,
                   client.override_score::int, client.override_until
              FROM client JOIN account ON account.id = client.account_id
            UNION ALL
            SELECT account_id, NULL, completed_orders, dropped_orders,
                   rating_sum, rating_count, active_orders, response_micros, response_count,
                   override_score::int, override_until
              FROM master
            """;

    /** Every part of a statement sees the tables as they were before it, so {@code known} is what was stored before. */
    private static final String STORE = """
            WITH scored AS (
                SELECT * FROM jsonb_to_recordset(:clients) AS scored (account_id bigint, level text, score int, risk_level text,
                       lines jsonb, refresh_at timestamptz, cause text, event_type text, entity_type text, entity_id text)
            ), rated AS (
                SELECT * FROM jsonb_to_recordset(:masters) AS rated (account_id bigint, score int,
                       lines jsonb, refresh_at timestamptz, cause text, event_type text, entity_type text, entity_id text)
            ), history AS (
                INSERT INTO score_history
                       (account_id, kind, old_score, new_score, lines, cause, event_type, entity_type, entity_id, changed_at)
                SELECT s.account_id, 'risk', CASE WHEN k.risk_updated_at IS NOT NULL THEN k.risk_score END, s.score, s.lines, s.cause,
                       s.event_type, s.entity_type, s.entity_id, :now::timestamptz
                  FROM scored s JOIN client_stats k USING (account_id) WHERE k.risk_updated_at IS NULL OR k.risk_score <> s.score
                UNION ALL
                SELECT r.account_id, 'score', CASE WHEN k.score_updated_at IS NOT NULL THEN k.master_score END, r.score, r.lines, r.cause,
                       r.event_type, r.entity_type, r.entity_id, :now::timestamptz
                  FROM rated r JOIN master_stats k USING (account_id) WHERE k.score_updated_at IS NULL OR k.master_score <> r.score
            ), client AS (
                UPDATE client_stats
                   SET level = scored.level, risk_score = scored.score, risk_level = scored.risk_level, risk_updated_at = :now,
                       refresh_at = scored.refresh_at
                  FROM scored
                 WHERE client_stats.account_id = scored.account_id
            ), master AS (
                UPDATE master_stats SET master_score = rated.score, score_updated_at = :now, refresh_at = rated.refresh_at
                  FROM rated
                 WHERE master_stats.account_id = rated.account_id
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

    private static final int MOST_AT_ONCE = 200;

    private final DatabaseClient database;
    private final JsonMapper json;

    ScoreRepository(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
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
                .bind("clients", clients(scores.clients()))
                .bind("masters", masters(scores.masters()))
                .bind("worked", WORKED)
                .bind("orders", orders.toArray(Long[]::new))
                .map(row -> new AppointmentTouched(
                        longAt(row, 0),
                        Stream.of(longAt(row, 1), longAt(row, 2)).collect(Collectors.toSet()),
                        false,
                        true))
                .all();
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

    /** People whose score time has changed by now, a few, locked for this transaction; not those whom somebody else has just now. */
    Mono<List<Long>> claimDue(ScoreKind kind, Instant now) {
        return database.sql("SELECT account_id FROM " + kind.table()
                        + " WHERE refresh_at <= :now ORDER BY refresh_at LIMIT :most FOR UPDATE SKIP LOCKED")
                .bind("now", now)
                .bind("most", MOST_AT_ONCE)
                .mapValue(Long.class)
                .all()
                .collectList();
    }

    private Json clients(List<Scores.Client> clients) {
        var rows = json.createArrayNode();
        clients.forEach(client -> describe(
                rows.addObject()
                        .put("account_id", client.id())
                        .put("level", client.risk().level().word())
                        .put("score", client.risk().score())
                        .put("risk_level", client.risk().riskLevel().word()),
                client.lines(),
                client.refreshAt(),
                client.cause()));
        return Json.of(json.writeValueAsBytes(rows));
    }

    private Json masters(List<Scores.Master> masters) {
        var rows = json.createArrayNode();
        masters.forEach(master -> describe(
                rows.addObject().put("account_id", master.id()).put("score", master.score()),
                master.lines(),
                master.refreshAt(),
                master.cause()));
        return Json.of(json.writeValueAsBytes(rows));
    }

    private void describe(ObjectNode row, List<ScoreLine> lines, @Nullable Instant refreshAt, ScoreCause cause) {
        var event = cause.event();
        row.put("refresh_at", refreshAt == null ? null : refreshAt.toString())
                .put("cause", cause.kind().word())
                .put("event_type", event == null ? null : event.type())
                .put("entity_type", event == null ? null : event.entityType())
                .put("entity_id", event == null ? null : String.valueOf(event.entityId()))
                .set("lines", json.valueToTree(lines));
    }

    private static Record standing(Readable row) {
        var id = longAt(row, 0);
        var signedUp = row.get(1, Instant.class);
        var manual = ManualScore.of(row.get(9, Integer.class), row.get(10, Instant.class));
        if (signedUp != null) {
            var totals = new ClientTotals(intAt(row, 2), intAt(row, 3), longAt(row, 4), intAt(row, 5), intAt(row, 6));
            return new Standings.Client(id, totals, signedUp, manual);
        }
        var totals = new MasterTotals(
                intAt(row, 2),
                intAt(row, 3),
                intAt(row, 6),
                longAt(row, 7),
                intAt(row, 8),
                longAt(row, 4),
                intAt(row, 5));
        return new Standings.Master(id, totals, manual);
    }

    private static void collect(Standings standings, Record standing) {
        if (standing instanceof Standings.Client client) {
            standings.clients().add(client);
        } else {
            standings.masters().add((Standings.Master) standing);
        }
    }
}
