package dev.guildhall.profile;

import dev.guildhall.database.KeysetQueries;
import dev.guildhall.shared.AdminRole;
import dev.guildhall.shared.Role;
import dev.guildhall.shared.Slice;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** People as admins see them. One statement each, however many people there are. */
@Component
public class PeopleQueries {

    private static final String SELECT = """
            SELECT a.id, a.username, a.first_name, a.last_name, a.role, a.telegram_username, a.is_banned, a.ban_reason,
                   a.banned_at, a.is_master_active, a.is_staff, a.is_superuser, a.admin_role, %s
              FROM account a
            %s
            """.formatted(StatsColumns.COLUMNS, StatsColumns.JOINS);

    private static final String FILTERED = """
             WHERE (:role::text IS NULL OR a.role = :role) AND (:banned::boolean IS NULL OR a.is_banned = :banned)
               AND (:admin_role::text IS NULL OR :admin_role =
                    CASE WHEN a.is_superuser THEN 'super_admin' WHEN a.role = 'admin' THEN a.admin_role END)
               AND (:sought::text IS NULL OR a.id::text = :sought
                    OR strpos(lower(concat_ws(' ', a.username, a.first_name, a.last_name, a.telegram_username)), lower(:sought)) > 0)""";

    private static final int STATS = 13;

    private final DatabaseClient database;

    PeopleQueries(DatabaseClient database) {
        this.database = database;
    }

    public Mono<AdminUser> get(long accountId) {
        return database.sql(SELECT + "WHERE a.id = :id")
                .bind("id", accountId)
                .map(PeopleQueries::person)
                .one();
    }

    /** Those who meet the filter, highest id first. */
    public Flux<AdminUser> list(Filter filter, Slice slice) {
        var part = MasterOrder.NEWEST_FIRST.keys.of(slice);
        return list(part, bind(SELECT + FILTERED + part.condition() + part.end(), filter));
    }

    /** How many meet it. */
    public Mono<Long> count(Filter filter) {
        return bind("SELECT count(*) FROM account a " + FILTERED, filter)
                .map(row -> row.get(0, Long.class))
                .one();
    }

    private DatabaseClient.GenericExecuteSpec bind(String sql, Filter filter) {
        return database.sql(sql)
                .bind(
                        "role",
                        Parameter.fromOrEmpty(filter.role().map(Role::word).orElse(null), String.class))
                .bind(
                        "admin_role",
                        Parameter.fromOrEmpty(
                                filter.adminRole().map(AdminRole::word).orElse(null), String.class))
                .bind("banned", Parameter.fromOrEmpty(filter.banned().orElse(null), Boolean.class))
                .bind("sought", Parameter.fromOrEmpty(filter.sought().orElse(null), String.class));
    }

    /**
     * The masters.
     *
     * @param leastScore leaves out who has less, or no score at all; null for everybody
     */
    public Flux<AdminUser> listMasters(@Nullable Integer leastScore, MasterOrder order, Slice slice) {
        var part = order.keys.of(slice);
        var filter = leastScore == null ? "" : " AND m.master_score >= :least";
        var statement = database.sql(SELECT + "WHERE a.role = 'master'" + filter + part.condition() + part.end());
        return list(part, leastScore == null ? statement : statement.bind("least", leastScore));
    }

    private static Flux<AdminUser> list(KeysetQueries.Part part, DatabaseClient.GenericExecuteSpec statement) {
        return part.bind(statement).map(PeopleQueries::person).all();
    }

    private static AdminUser person(Readable row) {
        var adminRole = AdminRoles.of(row.get(4, String.class), row.get(11, Boolean.class), row.get(12, String.class));
        return new AdminUser(
                row.get(0, Long.class),
                row.get(1, String.class),
                row.get(2, String.class),
                row.get(3, String.class),
                row.get(4, String.class),
                adminRole == null ? null : adminRole.word(),
                row.get(5, String.class),
                row.get(6, Boolean.class),
                row.get(7, String.class),
                row.get(8, Instant.class),
                row.get(9, Boolean.class),
                row.get(10, Boolean.class),
                row.get(11, Boolean.class),
                StatsColumns.client(row, STATS),
                StatsColumns.master(row, STATS));
    }

    /**
     * Whom an admin looks for; empty means any.
     *
     * @param adminRole what kind of admin: superusers are super admins, whatever is stored
     * @param sought their id, or part of their names
     */
    public record Filter(
            Optional<Role> role, Optional<AdminRole> adminRole, Optional<Boolean> banned, Optional<String> sought) {

        /** Everybody of a role. */
        public static Filter of(Role role) {
            return new Filter(Optional.of(role), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /** In what order masters are listed. Who has no score comes last; equal scores: highest id first. */
    public enum MasterOrder {
        NEWEST_FIRST(KeysetQueries.descending(KeysetQueries.number("a.id"))),
        WORST_FIRST(KeysetQueries.descending(
                KeysetQueries.number("-coalesce(m.master_score, 1000)"), KeysetQueries.number("a.id"))),
        BEST_FIRST(KeysetQueries.descending(
                KeysetQueries.number("coalesce(m.master_score, -1)"), KeysetQueries.number("a.id")));

        private final KeysetQueries keys;

        MasterOrder(KeysetQueries keys) {
            this.keys = keys;
        }

        /** Where somebody has their place in this order. */
        public List<?> place(AdminUser person) {
            var stats = person.masterStats();
            return switch (this) {
                case NEWEST_FIRST -> List.of(person.id());
                case WORST_FIRST -> List.of(stats == null ? -1000 : -stats.masterScore(), person.id());
                case BEST_FIRST -> List.of(stats == null ? -1 : stats.masterScore(), person.id());
            };
        }
    }
}
