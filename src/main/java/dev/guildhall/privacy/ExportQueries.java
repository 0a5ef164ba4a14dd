package dev.guildhall.privacy;

import dev.guildhall.privacy.PersonalData.Column;
import dev.guildhall.privacy.PersonalData.Giving;
import dev.guildhall.privacy.PersonalData.Table;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads what somebody may have of the tables. */
@Component
class ExportQueries {

    private static final String COLUMNS = """
            SELECT attname::text FROM pg_attribute
             WHERE attrelid = :table::regclass AND attnum > 0 AND NOT attisdropped
             ORDER BY attnum""";

    private final DatabaseClient database;

    ExportQueries(DatabaseClient database) {
        this.database = database;
    }

    /** The rows of a table, each as a JSON object, in the order in which they were made as far as there is one. */
    Flux<String> list(Table table, long id) {
        return listColumns(table).collectList().flatMapMany(columns -> database.sql(
                        "SELECT row_to_json(x)::text FROM (SELECT %s FROM %s WHERE %s ORDER BY 1) x"
                                .formatted(given(table, columns), table.name(), table.exported()))
                .bind("id", id)
                .mapValue(String.class)
                .all());
    }

    /** The files that are named in what is given. */
    Flux<String> listFiles(Table table, long id) {
        return Flux.fromIterable(table.files()).concatMap(column -> database.sql(
                        "SELECT DISTINCT key FROM (SELECT %s AS key FROM %s WHERE %s) x WHERE key IS NOT NULL ORDER BY key"
                                .formatted(expression(table, column), table.name(), table.exported()))
                .bind("id", id)
                .mapValue(String.class)
                .all());
    }

    Mono<Long> findByUsername(String username) {
        return database.sql("SELECT id FROM account WHERE username = :username")
                .bind("username", username)
                .mapValue(Long.class)
                .one();
    }

    Mono<Boolean> exists(long id) {
        return database.sql("SELECT EXISTS (SELECT FROM account WHERE id = :id)")
                .bind("id", id)
                .mapValue(Boolean.class)
                .one();
    }

    private Flux<String> listColumns(Table table) {
        return database.sql(COLUMNS)
                .bind("table", table.name())
                .mapValue(String.class)
                .all();
    }

    /** Columns that the inventory does not name hold nothing that would have to be withheld. */
    private static String given(Table table, List<String> columns) {
        var known = table.columns().stream().collect(Collectors.toMap(Column::name, Function.identity()));
        return columns.stream()
                .map(column -> part(table, column, known))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String part(Table table, String name, Map<String, Column> known) {
        var column = known.get(name);
        if (column == null) {
            return name;
        }
        return column.giving() == Giving.WITHHELD ? "" : expression(table, column) + " AS " + name;
    }

    private static String expression(Table table, Column column) {
        return column.giving() == Giving.OWN
                ? "CASE WHEN " + table.author() + " = :id THEN " + column.name() + " END"
                : column.name();
    }
}
