package dev.guildhall.scoring;

import static dev.guildhall.scoring.Columns.intAt;
import static dev.guildhall.scoring.Columns.longAt;
import static dev.guildhall.scoring.Columns.textAt;

import dev.guildhall.database.BackgroundConnections;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Scores with their explanation and history: one statement each. */
@Repository
class ScoreQueries {

    private static final TypeReference<Map<String, Object>> INPUTS = new TypeReference<>() {};

    private static final String HISTORY = """
            LEFT JOIN LATERAL (
                SELECT h.id, h.changed_at, h.old_score::int, h.new_score::int, h.lines, h.cause, h.event_type, h.entity_type, h.entity_id,
                       (SELECT min(e.id) FROM platform_event e
                         WHERE e.xid = h.xid AND e.event_type = h.event_type AND e.entity_id = h.entity_id) AS event_id
                  FROM score_history h
                 WHERE h.account_id = a.id AND h.kind = '%s' AND ($2::timestamptz IS NULL OR h.changed_at <= $2)
                 ORDER BY h.changed_at DESC, h.id DESC LIMIT 50
            ) h ON true
             WHERE a.id = $1 %s ORDER BY h.changed_at DESC, h.id DESC""";

    private static final String COLUMNS = """
            , s.override_score::int, s.override_reason, s.override_by, s.override_at, s.override_until,
              h.changed_at, h.old_score, h.new_score, h.lines, h.cause, h.event_id, h.event_type, h.entity_type, h.entity_id
             FROM account a
            """;

    private static final String RISK =
            """
            SELECT a.id, a.created_at, s.risk_score::int, s.risk_updated_at,
                   s.completed_orders, s.cancelled_orders, s.rating_sum, s.rating_count, s.negative_flags, 0, 0::bigint
            """ + COLUMNS + "JOIN client_stats s ON s.account_id = a.id " + HISTORY.formatted("risk", "");

    private static final String SCORE = """
            SELECT a.id, a.created_at, coalesce(s.master_score, 0)::int, s.score_updated_at,
                   coalesce(s.completed_orders, 0), coalesce(s.dropped_orders, 0), coalesce(s.rating_sum, 0), coalesce(s.rating_count, 0),
                   coalesce(s.active_orders, 0), coalesce(s.response_count, 0), coalesce(s.response_micros, 0)
            """ + COLUMNS + "LEFT JOIN master_stats s ON s.account_id = a.id "
            + HISTORY.formatted("score", "AND (a.role = 'master' OR s.account_id IS NOT NULL)");

    private static final String NEXT = """
            SELECT next.at FROM (SELECT least((SELECT min(refresh_at) FROM client_stats), (SELECT min(refresh_at) FROM master_stats)))
                   AS next (at) WHERE next.at IS NOT NULL""";

    private static final int MANUAL = 11;
    private static final int CHANGE = 16;

    private final DatabaseClient database;
    private final DatabaseClient background;
    private final JsonMapper json;

    ScoreQueries(DatabaseClient database, BackgroundConnections connections, JsonMapper json) {
        this.database = database;
        this.background = DatabaseClient.create(connections.factory());
        this.json = json;
    }

    /** The score of somebody who has one of the kind, or could. */
    Mono<ScoreView> find(ScoreKind kind, long account, Optional<Instant> at, Instant now) {
        var statement = database.sql(kind == ScoreKind.RISK ? RISK : SCORE).bind(0, account);
        return at.map(moment -> statement.bind(1, moment))
                .orElseGet(() -> statement.bindNull(1, Instant.class))
                .map(row -> new Line(present(kind, row, now), change(row)))
                .all()
                .collectList()
                .filter(lines -> !lines.isEmpty())
                .map(lines -> at.isPresent() ? past(lines) : present(lines));
    }

    /** When time changes a score next; asked on the connections of the node's own work. */
    Mono<Instant> nextRefresh() {
        return background.sql(NEXT).mapValue(Instant.class).one();
    }

    private static ScoreView present(List<Line> lines) {
        var view = lines.get(0).view();
        return new ScoreView(
                view.account(),
                view.kind(),
                view.score(),
                view.level(),
                view.computedAt(),
                view.lines(),
                view.manual(),
                changes(lines));
    }

    /** As it was after the latest change up to then. */
    private ScoreView past(List<Line> lines) {
        var view = lines.get(0).view();
        var history = changes(lines);
        var last = history.isEmpty() ? null : history.get(0);
        var score = last == null ? 0 : last.after();
        return new ScoreView(
                view.account(),
                view.kind(),
                score,
                view.kind() == ScoreKind.RISK ? RiskLevel.of(score) : null,
                last == null ? null : last.changedAt(),
                last == null ? List.of(ScoreLine.NOT_COMPUTED) : lines(last.lines()),
                null,
                history);
    }

    private static List<ScoreView.Change> changes(List<Line> lines) {
        return lines.stream().map(Line::change).filter(Objects::nonNull).toList();
    }

    private List<ScoreLine> lines(JsonNode stored) {
        return stored.valueStream()
                .map(line -> new ScoreLine(
                        line.path("code").asString(),
                        new BigDecimal(line.path("points").asString()),
                        json.convertValue(line.path("inputs"), INPUTS)))
                .toList();
    }

    /** The lines follow from the totals as the score did, at its own moment. */
    private static ScoreView present(ScoreKind kind, Readable row, Instant now) {
        var score = intAt(row, 2);
        var computedAt = row.get(3, Instant.class);
        return new ScoreView(
                longAt(row, 0),
                kind,
                score,
                kind == ScoreKind.RISK ? RiskLevel.of(score) : null,
                computedAt,
                computedAt == null ? List.of(ScoreLine.NOT_COMPUTED) : explained(kind, row, computedAt),
                manual(row, now),
                List.of());
    }

    private static List<ScoreLine> explained(ScoreKind kind, Readable row, Instant computedAt) {
        var override = ManualScore.at(
                ManualScore.of(row.get(MANUAL, Integer.class), row.get(MANUAL + 4, Instant.class)), computedAt);
        return tally(kind, row, computedAt).lines(override);
    }

    private static Tally tally(ScoreKind kind, Readable row, Instant computedAt) {
        if (kind == ScoreKind.RISK) {
            var totals = new ClientTotals(intAt(row, 4), intAt(row, 5), longAt(row, 6), intAt(row, 7), intAt(row, 8));
            var signedUp = Objects.requireNonNull(row.get(1, Instant.class));
            return ClientRisk.tally(totals, ClientRisk.ageInDays(signedUp, computedAt));
        }
        return MasterScore.tally(new MasterTotals(
                intAt(row, 4),
                intAt(row, 5),
                intAt(row, 8),
                longAt(row, 10),
                intAt(row, 9),
                longAt(row, 6),
                intAt(row, 7)));
    }

    private static ScoreView.@Nullable Manual manual(Readable row, Instant now) {
        var until = row.get(MANUAL + 4, Instant.class);
        return until == null || !now.isBefore(until)
                ? null
                : new ScoreView.Manual(
                        intAt(row, MANUAL),
                        textAt(row, MANUAL + 1),
                        longAt(row, MANUAL + 2),
                        Objects.requireNonNull(row.get(MANUAL + 3, Instant.class)),
                        until);
    }

    private ScoreView.@Nullable Change change(Readable row) {
        var changedAt = row.get(CHANGE, Instant.class);
        return changedAt == null
                ? null
                : new ScoreView.Change(
                        changedAt,
                        row.get(CHANGE + 1, Integer.class),
                        intAt(row, CHANGE + 2),
                        json.readTree(Objects.requireNonNull(row.get(CHANGE + 3, Json.class))
                                .asArray()),
                        textAt(row, CHANGE + 4),
                        row.get(CHANGE + 5, Long.class),
                        row.get(CHANGE + 6, String.class),
                        row.get(CHANGE + 7, String.class),
                        row.get(CHANGE + 8, String.class));
    }

    private record Line(ScoreView view, ScoreView.@Nullable Change change) {}
}
