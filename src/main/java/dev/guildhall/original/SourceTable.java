package dev.guildhall.original;

import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * A table of the original and what becomes of its rows.
 *
 * @param name its name there; it has a numeric {@code id}
 * @param target our table
 * @param key what identifies a row here
 * @param mend makes of a row what its columns alone do not say; given the moment of the import
 * @param afterwards done when rows have been written, {@code $1} are their ids there; empty for nothing
 */
record SourceTable(
        String name,
        String target,
        List<String> key,
        Manner manner,
        List<SourceColumn> columns,
        BiConsumer<ObjectNode, Instant> mend,
        String afterwards) {

    /** What happens to rows that were taken before. */
    enum Manner {
        /** What has changed there is brought, unless it has changed here. */
        FOLLOWED,
        /** Taken once, as a beginning: from then on we compute it ourselves. */
        ONCE,
        /** Is there or is not: what is gone there goes here as well. */
        LINK
    }

    static SourceTable of(String name, String target, SourceColumn... columns) {
        return new SourceTable(name, target, List.of("id"), Manner.FOLLOWED, List.of(columns), (row, now) -> {}, "");
    }

    SourceTable by(String... columnsOfTheKey) {
        return new SourceTable(name, target, List.of(columnsOfTheKey), manner, columns, mend, afterwards);
    }

    SourceTable in(Manner another) {
        return new SourceTable(name, target, key, another, columns, mend, afterwards);
    }

    SourceTable mended(BiConsumer<ObjectNode, Instant> mending) {
        return new SourceTable(name, target, key, manner, columns, mending, afterwards);
    }

    SourceTable afterwards(String sql) {
        return new SourceTable(name, target, key, manner, columns, mend, sql);
    }

    /** Whether our rows have the numbers of the original's. */
    boolean isNumbered() {
        return key.equals(List.of("id"))
                && written()
                        .anyMatch(column -> column.type().equals("bigint")
                                && column.target().equals("id"));
    }

    Stream<SourceColumn> read() {
        return columns.stream().filter(column -> !column.made());
    }

    Stream<SourceColumn> written() {
        return columns.stream()
                .filter(SourceColumn::isWritten)
                .flatMap(column -> column.files() == null ? Stream.of(column) : Stream.of(column, column.hash()));
    }

    List<String> watched() {
        return written().filter(SourceColumn::watched).map(SourceColumn::target).toList();
    }

    Stream<SourceColumn> references() {
        return columns.stream().filter(column -> column.table() != null);
    }

    Stream<SourceColumn> files() {
        return columns.stream().filter(column -> column.files() != null);
    }
}
