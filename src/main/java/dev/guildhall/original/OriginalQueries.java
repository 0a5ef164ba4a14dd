package dev.guildhall.original;

import dev.guildhall.shared.Conflict;
import io.r2dbc.spi.ConnectionFactory;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads the database of the original: only the columns we know, whatever else it has. */
final class OriginalQueries {

    private static final String COLUMNS = """
            SELECT table_name || '.' || column_name FROM information_schema.columns
             WHERE table_schema = ANY(current_schemas(false))""";

    private final DatabaseClient database;
    private final JsonMapper json;

    OriginalQueries(ConnectionFactory source, JsonMapper json) {
        this.database = DatabaseClient.create(source);
        this.json = json;
    }

    /** Fails unless it has every table and column that is asked for. Moments are read in UTC from now on. */
    Mono<Void> requireSchema(List<SourceTable> tables) {
        var wanted = tables.stream()
                .flatMap(table -> Stream.concat(Stream.of("id"), table.read().map(SourceColumn::source))
                        .map(column -> table.name() + "." + column))
                .collect(Collectors.toCollection(TreeSet::new));
        return database.sql("SET TIME ZONE 'UTC'")
                .then()
                .thenMany(database.sql(COLUMNS).mapValue(String.class).all())
                .collect(Collectors.toSet())
                .doOnNext(wanted::removeAll)
                .filter(there -> wanted.isEmpty())
                .switchIfEmpty(Mono.error(() -> new Conflict("original.schema", String.join(", ", wanted))))
                .then();
    }

    Mono<Long> count(SourceTable table) {
        return database.sql("SELECT count(*) FROM " + table.name())
                .mapValue(Long.class)
                .one();
    }

    /** What identifies the rows of a small table to people, by a column of it. */
    Mono<List<Named>> listNamed(SourceTable table, String name) {
        return database.sql("SELECT id, " + name + " FROM " + table.name())
                .map(row -> new Named(
                        Objects.requireNonNull(row.get(0, Long.class)), String.valueOf(row.get(1, String.class))))
                .all()
                .collectList();
    }

    /** The next rows by id. */
    Mono<List<SourceRow>> listAfter(SourceTable table, long id, int most) {
        return database.sql(page(table))
                .bind(0, id)
                .bind(1, most)
                .map(row -> new SourceRow(
                        Objects.requireNonNull(row.get(0, Long.class)),
                        Objects.requireNonNull(row.get(1, UUID.class)),
                        read(row.get(2, String.class))))
                .all()
                .collectList();
    }

    /** JSON inside of it stays as it is: as text it loses no digit. */
    private static String page(SourceTable table) {
        Function<SourceColumn, String> pair =
                column -> "'%s', \"%s\"%s".formatted(column.source(), column.source(), column.isJson() ? "::text" : "");
        return """
                SELECT id, md5(j::text)::uuid, j::text
                  FROM (SELECT id, jsonb_build_object(%s) FROM %s WHERE id > $1 ORDER BY id LIMIT $2) AS page (id, j)
                 ORDER BY id""".formatted(table.read().map(pair).collect(Collectors.joining(", ")), table.name());
    }

    private ObjectNode read(@Nullable String row) {
        return (ObjectNode) json.readTree(Objects.requireNonNull(row));
    }

    /** A row by what people call it. */
    record Named(long id, String name) {}

    /**
     * A row as it is there.
     *
     * @param imprint of all that it says
     */
    record SourceRow(long id, UUID imprint, ObjectNode values) {}
}
