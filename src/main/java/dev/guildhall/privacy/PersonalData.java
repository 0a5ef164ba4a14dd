package dev.guildhall.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The inventory: {@code personal-data.txt}, which explains itself. */
@Component
class PersonalData {

    private static final ClassPathResource FILE = new ClassPathResource("personal-data.txt", PersonalData.class);
    private static final Pattern TABLE = Pattern.compile("\\w+");
    private static final Pattern ROWS = Pattern.compile(" {4}(erase delete|erase|export|by) (.+)");
    private static final Pattern COLUMN =
            Pattern.compile(" {4}(\\w+) +(given|own|withheld) +(kept: .+|emptied|nulled|file|deleted|becomes .+)");

    private final List<Table> tables;

    PersonalData() {
        this.tables = parse(read());
    }

    /** In the order of the file; those that are about nobody as well. */
    List<Table> tables() {
        return tables;
    }

    private static List<Table> parse(List<String> lines) {
        var tables = new ArrayList<Table>();
        for (var line : lines) {
            if (TABLE.matcher(line).matches()) {
                tables.add(new Table(line, null, false, null, null, List.of()));
            } else {
                tables.add(said(tables.remove(tables.size() - 1), line));
            }
        }
        return List.copyOf(tables);
    }

    private static Table said(Table table, String line) {
        var rows = ROWS.matcher(line);
        if (rows.matches()) {
            return table.with(rows.group(1), rows.group(2));
        }
        var column = COLUMN.matcher(line);
        if (column.matches()) {
            return table.with(column(column));
        }
        throw new IllegalStateException("The inventory of personal data has a line that says nothing: " + line);
    }

    private static Column column(Matcher parts) {
        var fate = parts.group(3);
        var becomes =
                switch (fate) {
                    case "emptied" -> "''";
                    case "nulled", "file" -> "NULL";
                    default -> fate.startsWith("becomes ") ? fate.substring("becomes ".length()) : null;
                };
        var giving = Giving.valueOf(parts.group(2).toUpperCase(Locale.ROOT));
        return new Column(parts.group(1), giving, becomes, fate.equals("file"));
    }

    private static List<String> read() {
        try {
            return FILE.getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Whether somebody who asks gets what is in a column. */
    enum Giving {
        GIVEN,
        OWN,
        WITHHELD
    }

    /**
     * A column.
     *
     * @param becomes what it is for an erased person, as SQL; null when it stays or goes with its row
     * @param file whether it names a file
     */
    record Column(String name, Giving giving, @Nullable String becomes, boolean file) {}

    /**
     * A table.
     *
     * @param erased the condition of the rows that change or go when somebody is erased; null for none
     * @param deletes whether they go
     * @param exported the condition of the rows that somebody is given; null for none
     * @param author the column with the writer of a row; null when nobody in particular writes them
     * @param columns those that can hold anything personal
     */
    record Table(
            String name,
            @Nullable String erased,
            boolean deletes,
            @Nullable String exported,
            @Nullable String author,
            List<Column> columns) {

        private Table with(String what, String said) {
            return switch (what) {
                case "erase delete" -> new Table(name, said, true, said, author, columns);
                case "erase" -> new Table(name, said, false, said, author, columns);
                case "export" -> new Table(name, erased, deletes, said, author, columns);
                default -> new Table(name, erased, deletes, exported, said, columns);
            };
        }

        private Table with(Column column) {
            var more = new ArrayList<>(columns);
            more.add(column);
            return new Table(name, erased, deletes, exported, author, List.copyOf(more));
        }

        /** Those that an erasure writes to. */
        List<Column> changing() {
            return columns.stream().filter(column -> column.becomes() != null).toList();
        }

        List<Column> files() {
            return columns.stream().filter(Column::file).toList();
        }
    }
}
