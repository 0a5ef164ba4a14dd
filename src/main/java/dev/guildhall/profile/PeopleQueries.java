package dev.guildhall.profile;

import dev.guildhall.database.KeysetQueries;
import dev.guildhall.shared.Role;
import dev.guildhall.shared.Slice;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
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

    /** Everybody, highest id first. */
    public Flux<AdminUser> list(Slice slice) {
        var part = MasterOrder.NEWEST_FIRST.keys.of(slice);
        return list(part, database.sql(SELECT + "WHERE true" + part.condition() + part.end()));
    }

    /** Everybody of the role, highest id first. */
    public Flux<AdminUser> list(Role role, Slice slice) {
        var part = MasterOrder.NEWEST_FIRST.keys.of(slice);
        return list(
                part,
                database.sql(SELECT + "WHERE a.role = :role" + part.condition() + part.end())
                        .bind("role", role.word()));
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
