package dev.guildhall.databrowser;

import dev.guildhall.databrowser.DataTable.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** What there is and what of it may be seen. Names of tables and columns come from here alone, and never from a request. */
@Component
class Inventory {

    private static final ClassPathResource FILE = new ClassPathResource("inventory.txt", Inventory.class);
    private static final Pattern TABLE = Pattern.compile("\\w+");
    private static final Pattern COLUMN =
            Pattern.compile(" +(\\w+) +(\\w+(?: \\w+)*?(?:\\[])?) +(key )?(shown|hidden)");

    private final Map<String, DataTable> tables;

    Inventory() {
        this.tables = parse(read());
    }

    /** By their names, sorted. */
    Map<String, DataTable> tables() {
        return tables;
    }

    private static Map<String, DataTable> parse(List<String> lines) {
        var tables = new TreeMap<String, DataTable>();
        List<Column> columns = List.of();
        for (var line : lines) {
            var column = COLUMN.matcher(line);
            if (column.matches()) {
                columns.add(new Column(
                        column.group(1),
                        column.group(2),
                        column.group(3) != null,
                        column.group(4).equals("hidden")));
            } else if (TABLE.matcher(line).matches()) {
                columns = new ArrayList<>();
                tables.put(line, new DataTable(line, columns));
            } else {
                throw new IllegalStateException(
                        "The inventory of the data browser has a line that says nothing: " + line);
            }
        }
        return tables;
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
}
