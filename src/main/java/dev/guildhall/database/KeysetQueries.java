package dev.guildhall.database;

import dev.guildhall.shared.Slice;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/**
 * The order of a list, by which it is cut into slices: the next one begins after the values of the last row, so that it costs the same
 * however far it is from the beginning, and rows that come and go meanwhile move nothing. The columns together are unique and never null.
 */
public final class KeysetQueries {

    private final List<Column> columns;
    private final boolean descending;

    private KeysetQueries(boolean descending, List<Column> columns) {
        this.columns = columns;
        this.descending = descending;
    }

    public static KeysetQueries ascending(Column... columns) {
        return new KeysetQueries(false, List.of(columns));
    }

    public static KeysetQueries descending(Column... columns) {
        return new KeysetQueries(true, List.of(columns));
    }

    public static Column number(String sql) {
        return new Column(sql, Long::valueOf);
    }

    public static Column text(String sql) {
        return new Column(sql, text -> text);
    }

    public static Column uuid(String sql) {
        return new Column(sql, UUID::fromString);
    }

    public static Column time(String sql) {
        return new Column(sql, Instant::parse);
    }

    public static Column day(String sql) {
        return new Column(sql, LocalDate::parse);
    }

    /** For a statement with numbered parameters, of which it has this many itself. */
    public Part of(Slice slice, int parameters) {
        return new Part(
                slice,
                number -> "$" + (parameters + number + 1),
                (spec, number, value) -> spec.bind(parameters + number, value));
    }

    /** For a statement with named parameters. */
    public Part of(Slice slice) {
        return new Part(
                slice, number -> ":slice" + number, (spec, number, value) -> spec.bind("slice" + number, value));
    }

    /**
     * A column or an expression the list is ordered by.
     *
     * @param reading makes its value of the text in a cursor
     */
    public record Column(String sql, Function<String, Object> reading) {}

    @FunctionalInterface
    private interface Binding {
        GenericExecuteSpec bind(GenericExecuteSpec spec, int number, Object value);
    }

    /** What a statement needs to give a slice. */
    public final class Part {

        private final Slice slice;
        private final IntFunction<String> parameter;
        private final Binding binding;

        private Part(Slice slice, IntFunction<String> parameter, Binding binding) {
            this.slice = slice;
            this.parameter = parameter;
            this.binding = binding;
        }

        /** To be appended to the conditions. */
        public String condition() {
            return slice.isFromTheBeginning()
                    ? ""
                    : " AND (" + names() + ") " + (descending ? "<" : ">") + " ("
                            + IntStream.range(0, columns.size())
                                    .mapToObj(parameter)
                                    .collect(Collectors.joining(", "))
                            + ")";
        }

        /** To be appended to the statement. */
        public String end() {
            var direction = descending ? " DESC" : "";
            var order = columns.stream()
                    .map(column -> column.sql() + direction)
                    .collect(Collectors.joining(", ", " ORDER BY ", ""));
            return slice.size()
                    .map(size -> order + " LIMIT " + parameter.apply(slice.isFromTheBeginning() ? 0 : columns.size()))
                    .orElse(order);
        }

        public GenericExecuteSpec bind(GenericExecuteSpec statement) {
            List<Object> values = new ArrayList<>();
            for (var i = 0; i < slice.after().size(); i++) {
                values.add(columns.get(i).reading().apply(slice.after().get(i)));
            }
            slice.size().ifPresent(values::add);
            var bound = statement;
            for (var i = 0; i < values.size(); i++) {
                bound = binding.bind(bound, i, values.get(i));
            }
            return bound;
        }

        private String names() {
            return columns.stream().map(Column::sql).collect(Collectors.joining(", "));
        }
    }
}
