package dev.guildhall.privacy;

import dev.guildhall.audit.AuditRedaction;
import dev.guildhall.privacy.PersonalData.Column;
import dev.guildhall.privacy.PersonalData.Table;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What an erasure does to the tables of the inventory, each with one statement. */
@Repository
class ErasureRepository {

    private final DatabaseClient database;

    ErasureRepository(DatabaseClient database) {
        this.database = database;
    }

    Mono<Erasable> find(long id) {
        return person("SELECT id, erased_at FROM account WHERE id = :id", id);
    }

    /** The person, locked against whatever refers to them, until the transaction ends. */
    Mono<Erasable> lock(long id) {
        return person("SELECT id, erased_at FROM account WHERE id = :id FOR UPDATE", id);
    }

    /** Orders that are not finished, of a client or on a master's table. */
    Mono<Long> countOpenOrders(long id) {
        return database.sql("""
                        SELECT count(*) FROM appointment
                         WHERE (client_id = :id OR master_id = :id) AND status NOT IN ('COMPLETED', 'DECLINED_BY_MASTER', 'CANCELLED')""").bind("id", id).mapValue(Long.class).one();
    }

    Flux<UUID> listSessions(long id, Instant now) {
        return database.sql("SELECT id FROM login_session WHERE account_id = :id AND expires_at > :now")
                .bind("id", id)
                .bind("now", now)
                .mapValue(UUID.class)
                .all();
    }

    /** The files that would be deleted. */
    Flux<String> listFiles(Table table, long id) {
        return Flux.fromIterable(table.files())
                .concatMap(column -> database.sql("SELECT $column FROM $table WHERE $column IS NOT NULL AND ($rows)"
                                .replace("$column", column.name())
                                .replace("$table", table.name())
                                .replace("$rows", String.valueOf(table.erased())))
                        .bind("id", id)
                        .mapValue(String.class)
                        .all());
    }

    /** How many rows would change, or go. */
    Mono<Long> count(Table table, Subject subject) {
        var rows = table.deletes() ? "(" + table.erased() + ")" : changed(table);
        return bound("SELECT count(*) FROM " + table.name() + " WHERE " + rows, subject)
                .mapValue(Long.class)
                .one();
    }

    Mono<Long> delete(Table table, Subject subject) {
        return bound("DELETE FROM " + table.name() + " WHERE " + table.erased(), subject)
                .fetch()
                .rowsUpdated();
    }

    Mono<Long> update(Table table, Subject subject) {
        return bound(updating(table), subject).fetch().rowsUpdated();
    }

    /** The same with rows of the audit log, which the row of the erasure has to tell of. */
    Mono<Redacted> redact(Table table, Subject subject, String erasure) {
        return permit().then(bound(AuditRedaction.recorded(updating(table), ":erasure"), subject)
                .bind("erasure", erasure)
                .map(row -> new Redacted(row.get(0, Long.class), row.get(1, String.class)))
                .one());
    }

    /** Who was an admin is a client now, and those have totals. */
    Mono<Void> addStats(long id) {
        return database.sql("""
                        INSERT INTO client_stats (account_id) SELECT id FROM account WHERE id = :id AND role = 'client'
                        ON CONFLICT (account_id) DO NOTHING""").bind("id", id).then();
    }

    private Mono<Erasable> person(String sql, long id) {
        return database.sql(sql)
                .bind("id", id)
                .map(row -> new Erasable(row.get(0, Long.class), row.get(1, Instant.class)))
                .one();
    }

    private Mono<Void> permit() {
        return database.sql("SELECT set_config('" + AuditRedaction.PERMISSION + "', 'on', true)")
                .then();
    }

    private static String updating(Table table) {
        var columns = table.changing().stream().map(Column::name).collect(Collectors.joining(", "));
        return "UPDATE %s SET (%s) = ROW (%s) WHERE %s".formatted(table.name(), columns, values(table), changed(table));
    }

    /** Rows that are as they shall be stay untouched. */
    private static String changed(Table table) {
        var columns = table.changing().stream().map(Column::name).collect(Collectors.joining(", "));
        return "(" + table.erased() + ") AND ROW (" + columns + ") IS DISTINCT FROM ROW (" + values(table) + ")";
    }

    private static String values(Table table) {
        return table.changing().stream().map(Column::becomes).collect(Collectors.joining(", "));
    }

    private GenericExecuteSpec bound(String sql, Subject subject) {
        var query = database.sql(sql).bind("id", subject.id());
        query = sql.contains(":name") ? query.bind("name", subject.name()) : query;
        return sql.contains(":now") ? query.bind("now", subject.now()) : query;
    }

    /** @param erasedAt null when that has not been done */
    record Erasable(long id, @Nullable Instant erasedAt) {}

    /**
     * Somebody who is being erased.
     *
     * @param name what they are called from now on
     */
    record Subject(long id, String name, Instant now) {}

    /**
     * Rows of the audit log that have changed.
     *
     * @param digest of them, empty when there are none
     */
    record Redacted(long rows, String digest) {}
}
