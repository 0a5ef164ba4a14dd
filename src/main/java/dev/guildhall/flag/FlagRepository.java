package dev.guildhall.flag;

import dev.guildhall.database.KeysetQueries;
import dev.guildhall.shared.Slice;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes feature flags. */
@Repository
class FlagRepository {

    private static final String SELECT = """
            SELECT id, name, is_enabled, rollout_percentage::int, scope, conditions, created_at, updated_at,
                   ARRAY(SELECT account_id FROM feature_flag_account
                          WHERE feature_flag_id = feature_flag.id ORDER BY account_id DESC)
              FROM feature_flag
            """;

    private static final KeysetQueries BY_NAME = KeysetQueries.ascending(KeysetQueries.text("name"));

    private static final String INSERT = """
            INSERT INTO feature_flag (name, is_enabled, rollout_percentage, scope, conditions, created_at, updated_at)
            VALUES (:name, coalesce(:enabled, false), coalesce(:percentage, 0), coalesce(:scope, 'global'),
                    coalesce(:conditions, '{}'::jsonb), :now, :now)
            RETURNING id
            """;

    private static final String UPDATE = """
            UPDATE feature_flag
               SET name = coalesce(:name, name), is_enabled = coalesce(:enabled, is_enabled),
                   rollout_percentage = coalesce(:percentage, rollout_percentage), scope = coalesce(:scope, scope),
                   conditions = coalesce(:conditions, conditions), updated_at = :now
             WHERE id = :id
            """;

    private static final String REPLACE_USERS = """
            WITH removed AS (
                DELETE FROM feature_flag_account WHERE feature_flag_id = :id AND account_id <> ALL(:users)
            )
            INSERT INTO feature_flag_account (feature_flag_id, account_id)
            SELECT :id, listed FROM unnest(:users) AS listed
            ON CONFLICT DO NOTHING
            """;

    private static final String CLASHES = """
            SELECT EXISTS (SELECT FROM feature_flag WHERE name = :name AND id <> :id),
                   ARRAY(SELECT listed FROM unnest(:users) AS listed
                          WHERE NOT EXISTS (SELECT FROM account WHERE id = listed))
            """;

    private final DatabaseClient database;
    private final JsonMapper json;

    FlagRepository(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    Flux<FeatureFlag> list(Slice slice) {
        var part = BY_NAME.of(slice);
        return part.bind(database.sql(SELECT + "WHERE true" + part.condition() + part.end()))
                .map(this::flag)
                .all();
    }

    Mono<FeatureFlag> find(long id) {
        return database.sql(SELECT + "WHERE id = :id")
                .bind("id", id)
                .map(this::flag)
                .one();
    }

    /** As {@link #find}; nobody else changes it before the transaction ends. Locked by one statement and read by the next. */
    Mono<FeatureFlag> lock(long id) {
        return database.sql("SELECT id FROM feature_flag WHERE id = :id FOR UPDATE")
                .bind("id", id)
                .mapValue(Long.class)
                .one()
                .flatMap(this::find);
    }

    /**
     * What stands against a name and users.
     *
     * @param id of the flag that may have the name, 0 for none
     */
    Mono<FlagClashes> clashes(long id, String name, List<Long> users) {
        return database.sql(CLASHES)
                .bind("id", id)
                .bind("name", name)
                .bind("users", users.toArray(Long[]::new))
                .map(row -> new FlagClashes(required(row, 0, Boolean.class), List.of(required(row, 1, Long[].class))))
                .one();
    }

    /** Gives the new id; fails with DuplicateKeyException when the name is taken. */
    Mono<Long> insert(FlagChange content, Instant now) {
        return bound(INSERT, content, now).mapValue(Long.class).one();
    }

    /** Gives the number of changed rows, 0 or 1; fails with DuplicateKeyException when the name is taken. */
    Mono<Long> update(long id, FlagChange change, Instant now) {
        return bound(UPDATE, change, now).bind("id", id).fetch().rowsUpdated();
    }

    Mono<Void> replaceUsers(long id, List<Long> users) {
        return database.sql(REPLACE_USERS)
                .bind("id", id)
                .bind("users", users.toArray(Long[]::new))
                .then();
    }

    /** Gives the number of deleted rows, 0 or 1. */
    Mono<Long> delete(long id) {
        return database.sql("DELETE FROM feature_flag WHERE id = :id")
                .bind("id", id)
                .fetch()
                .rowsUpdated();
    }

    private DatabaseClient.GenericExecuteSpec bound(String sql, FlagChange change, Instant now) {
        return database.sql(sql)
                .bind("name", parameter(change.name(), String.class))
                .bind("enabled", parameter(change.enabled(), Boolean.class))
                .bind("percentage", parameter(change.rolloutPercentage(), Integer.class))
                .bind(
                        "scope",
                        parameter(change.scope() == null ? null : change.scope().word(), String.class))
                .bind("conditions", parameter(toJson(change.conditions()), Json.class))
                .bind("now", now);
    }

    private FeatureFlag flag(Readable row) {
        return new FeatureFlag(
                required(row, 0, Long.class),
                required(row, 1, String.class),
                required(row, 2, Boolean.class),
                required(row, 3, Integer.class),
                Objects.requireNonNull(FlagScope.BY_WORD.get(required(row, 4, String.class))),
                json.readTree(required(row, 5, Json.class).asString()),
                List.of(required(row, 8, Long[].class)),
                required(row, 6, Instant.class),
                required(row, 7, Instant.class));
    }

    private static @Nullable Json toJson(@Nullable JsonNode value) {
        return value == null ? null : Json.of(value.toString());
    }

    private static <T> Parameter parameter(@Nullable T value, Class<T> type) {
        return value == null ? Parameters.in(type) : Parameters.in(value);
    }

    private static <T> T required(Readable row, int index, Class<T> type) {
        return Objects.requireNonNull(row.get(index, type));
    }
}
