package dev.guildhall.databrowser;

import dev.guildhall.database.KeysetQueries;
import dev.guildhall.databrowser.DataTable.Column;
import dev.guildhall.shared.InvalidFields;
import dev.guildhall.shared.Slice;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Readable;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads tables that are known by the {@link Inventory} alone. */
@Repository
class DataQueries {

    private static final Duration LONGEST_SEARCH = Duration.ofSeconds(3);
    private static final String QUERY_CANCELED = "57014";

    /** A table without statistics is counted by its rows as they come and go; one of partitions is all of them. */
    private static final String DESCRIBE = """
            SELECT c.relname::text, coalesce(obj_description(c.oid, 'pg_class'), ''),
                   (SELECT coalesce(sum(greatest(p.reltuples::bigint, pg_stat_get_live_tuples(p.oid))), 0)::bigint FROM pg_class p
                     WHERE p.relkind = 'r' AND (p.oid = c.oid OR p.oid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = c.oid))),
                   (SELECT jsonb_object_agg(a.attname, coalesce(col_description(c.oid, a.attnum), ''))
                      FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)
              FROM pg_class c
             WHERE c.relnamespace = 'public'::regnamespace AND c.relname = ANY($1)
             ORDER BY c.relname""";

    private final DatabaseClient database;
    private final JsonMapper json;

    DataQueries(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** Of each of these tables what the database says about it, in the order of their names. */
    Flux<Description> describe(List<String> tables) {
        return database.sql(DESCRIBE)
                .bind(0, tables.toArray(String[]::new))
                .map(row -> new Description(
                        row.get(0, String.class), row.get(1, String.class), row.get(2, Long.class), tree(row, 3)))
                .all();
    }

    /** A slice of the rows in the order of their keys. */
    Flux<DataRow> list(DataTable table, boolean ascending, Slice slice) {
        var part = order(table, ascending).of(slice, 0);
        return part.bind(database.sql(select(table) + " WHERE true" + part.condition() + part.end()))
                .map(row -> toRow(row, table))
                .all();
    }

    /** A slice of the rows that have this text somewhere, or this value in their keys. */
    Flux<DataRow> search(DataTable table, String sought, boolean ascending, Slice slice) {
        var part = order(table, ascending).of(slice, 1);
        var where = " WHERE (" + matching(table) + ")" + part.condition();
        return part.bind(database.sql(select(table) + where + part.end()).bind(0, sought))
                .map(row -> toRow(row, table))
                .all()
                .onErrorMap(DataQueries::tookTooLong, failure -> InvalidFields.of("q", "data.search_too_long"));
    }

    /** What is asked from here on in this transaction is given up when it takes long. */
    Mono<Void> limitTime() {
        return database.sql("SET LOCAL statement_timeout = " + LONGEST_SEARCH.toMillis())
                .then();
    }

    /** The row with this key. */
    Mono<DataRow> find(DataTable table, List<String> place) {
        var keys = keys(table);
        var where = IntStream.range(0, keys.size())
                .mapToObj(number -> keys.get(number).sql() + " = $" + (number + 1))
                .collect(Collectors.joining(" AND ", " WHERE ", ""));
        var statement = database.sql(select(table) + where);
        for (var number = 0; number < keys.size(); number++) {
            statement = statement.bind(number, read(keys.get(number), place.get(number)));
        }
        return statement.map(row -> toRow(row, table)).one();
    }

    private static Object read(KeysetQueries.Column column, String text) {
        try {
            return column.reading().apply(text);
        } catch (IllegalArgumentException | DateTimeException malformed) {
            throw DataRow.unknown();
        }
    }

    private DataRow toRow(Readable row, DataTable table) {
        var keys = table.key().size();
        List<String> place = new ArrayList<>();
        for (var number = 0; number < keys; number++) {
            place.add(row.get(number, String.class));
        }
        return new DataRow(place, tree(row, keys));
    }

    private JsonNode tree(Readable row, int index) {
        return json.readTree(row.get(index, Json.class).asArray());
    }

    /** The values of the key as text, then all that is shown. */
    private static String select(DataTable table) {
        var place = table.key().stream()
                .map(column -> column.hidden() ? fingerprint(column) : value(column) + "::text")
                .collect(Collectors.joining(", "));
        var shown = table.shown().stream()
                .map(column -> value(column) + " AS " + quoted(column.name()))
                .collect(Collectors.joining(", "));
        return "SELECT " + place + ", to_json(s) FROM " + quoted(table.name()) + " t CROSS JOIN LATERAL (SELECT "
                + shown + ") s";
    }

    private static KeysetQueries order(DataTable table, boolean ascending) {
        var keys = keys(table).toArray(KeysetQueries.Column[]::new);
        return ascending ? KeysetQueries.ascending(keys) : KeysetQueries.descending(keys);
    }

    private static List<KeysetQueries.Column> keys(DataTable table) {
        return table.key().stream().map(DataQueries::key).toList();
    }

    /** A hidden key gives a place in the list without being told: by its fingerprint. */
    private static KeysetQueries.Column key(Column column) {
        var sql = reference(column);
        if (column.hidden()) {
            return KeysetQueries.text(fingerprint(column));
        }
        return switch (column.type()) {
            case "bigint", "integer", "smallint" -> KeysetQueries.number(sql);
            case "boolean" -> new KeysetQueries.Column(sql, Boolean::valueOf);
            case "date" -> KeysetQueries.day(sql);
            case "timestamp with time zone" -> KeysetQueries.time(sql);
            case "uuid" -> KeysetQueries.uuid(sql);
            default -> KeysetQueries.text(sql);
        };
    }

    /** Times as everywhere in the API; the rest as PostgreSQL makes JSON of it. */
    private static String value(Column column) {
        return column.type().equals("timestamp with time zone")
                ? "to_char(" + reference(column) + " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
                : reference(column);
    }

    private static String fingerprint(Column column) {
        var bytes = column.type().equals("bytea")
                ? reference(column)
                : "convert_to(" + reference(column) + "::text, 'UTF8')";
        return "encode(sha256(" + bytes + "), 'hex')";
    }

    /** Of what is not shown nobody learns by searching for it either. */
    private static String matching(DataTable table) {
        var texts = table.shown().stream()
                .filter(column -> List.of("text", "character varying").contains(column.type()))
                .map(column -> "strpos(lower(" + reference(column) + "), lower($1)) > 0");
        var keys = table.shown().stream().filter(Column::key).map(column -> reference(column) + "::text = $1");
        // The parameter is there also where there is nothing to search.
        return Stream.of(texts, keys, Stream.of("$1::text IS NULL"))
                .flatMap(conditions -> conditions)
                .collect(Collectors.joining(" OR "));
    }

    private static boolean tookTooLong(Throwable failure) {
        return NestedExceptionUtils.getMostSpecificCause(failure) instanceof R2dbcException cause
                && QUERY_CANCELED.equals(cause.getSqlState());
    }

    private static String reference(Column column) {
        return "t." + quoted(column.name());
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }

    /** @param columns what each column is, by its name */
    record Description(String name, String comment, long estimatedRows, JsonNode columns) {}
}
