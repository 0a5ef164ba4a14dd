package dev.guildhall.backup;

import dev.guildhall.backup.Manifest.Migration;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What there is in a database, as its catalogue says. Everything here blocks. */
record Schema(Connection connection) {

    private static final String HISTORY = "flyway_schema_history";

    /** What an extension has brought along, such as views of statistics, is its own business. */
    private static final String NO_EXTENSION = """
            NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')""";

    /** Flyway's own is made by the migrations. What nodes tell each other is over, and means nothing to another server. */
    private static final String OURS = """
            c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
            AND c.relname NOT IN ('%s', 'live_shared', 'invalidation') AND %s""".formatted(HISTORY, NO_EXTENSION);

    /** Indexes and types of rows belong to something that counts by itself. */
    private static final String ANYTHING = """
            SELECT count(*)::text FROM pg_class c
             WHERE c.relnamespace = 'public'::regnamespace AND c.relkind NOT IN ('i', 'I', 'c') AND %s""".formatted(NO_EXTENSION);

    private static final String TABLES = """
            SELECT c.relname, a.attname
              FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
             WHERE %s ORDER BY c.relname, a.attnum""".formatted(OURS);

    private static final String REFERENCES = """
            SELECT c.relname, t.relname FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid JOIN pg_class t ON t.oid = f.confrelid
             WHERE f.contype = 'f' AND t.oid <> c.oid AND %s""".formatted(OURS);

    /** Columns with keys of files. */
    private static final String KEYS = """
            SELECT c.relname, a.attname
              FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
             WHERE %s AND a.attname ~ '_key$' AND a.atttypid = 'varchar'::regtype ORDER BY 1, 2""".formatted(OURS);

    /** Columns by table. */
    Map<String, List<String>> tables() throws SQLException {
        var tables = new LinkedHashMap<String, List<String>>();
        read(TABLES, row -> tables.computeIfAbsent(row.getString(1), name -> new ArrayList<>())
                .add(row.getString(2)));
        return tables;
    }

    /** Each after those it refers to. */
    List<String> inOrder() throws SQLException {
        var references = new LinkedHashMap<String, Set<String>>();
        tables().keySet().forEach(table -> references.put(table, new LinkedHashSet<>()));
        read(REFERENCES, row -> {
            var to = row.getString(2);
            if (references.containsKey(to)) {
                references
                        .computeIfAbsent(row.getString(1), name -> new LinkedHashSet<>())
                        .add(to);
            }
        });
        var ordered = new LinkedHashSet<String>();
        while (ordered.size() < references.size()) {
            var ready = references.entrySet().stream()
                    .filter(table -> !ordered.contains(table.getKey()) && ordered.containsAll(table.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();
            if (ready.isEmpty()) {
                throw new IllegalStateException("Tables refer to each other in a circle: " + references.keySet());
            }
            ordered.addAll(ready);
        }
        return List.copyOf(ordered);
    }

    List<Migration> migrations() throws SQLException {
        var migrations = new ArrayList<Migration>();
        read(
                "SELECT version, checksum FROM " + HISTORY
                        + " WHERE success AND version IS NOT NULL ORDER BY installed_rank",
                row -> migrations.add(new Migration(row.getString(1), row.getObject(2, Integer.class))));
        return migrations;
    }

    Map<String, @Nullable Long> sequences() throws SQLException {
        var sequences = new LinkedHashMap<String, @Nullable Long>();
        read(
                "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1",
                row -> sequences.put(row.getString(1), row.getObject(2, Long.class)));
        return sequences;
    }

    /** Keys of all files that rows name. */
    Set<String> fileKeys() throws SQLException {
        var columns = new ArrayList<String[]>();
        read(KEYS, row -> columns.add(new String[] {row.getString(1), row.getString(2)}));
        var keys = new LinkedHashSet<String>();
        for (var column : columns) {
            read(
                    "SELECT DISTINCT \"%2$s\" FROM \"%1$s\" WHERE \"%2$s\" ~ '^[a-z_]+/[0-9a-f]{32}([.][a-z0-9]+)?$' ORDER BY 1"
                            .formatted((Object[]) column),
                    row -> keys.add(row.getString(1)));
        }
        return keys;
    }

    /** Whether there is nothing in it. */
    boolean isEmpty() throws SQLException {
        return text(ANYTHING).equals("0");
    }

    /**
     * Whether somebody has begun to make this schema in it and no more: there is nothing but what its migrations make, and nobody has an
     * account.
     *
     * @param ours the migrations of the whole schema
     * @param tables those of the whole schema
     */
    boolean isBegun(List<Migration> ours, Set<String> tables) throws SQLException {
        if (!has(HISTORY)) {
            return false;
        }
        var done = migrations();
        return ours.size() >= done.size()
                && ours.subList(0, done.size()).equals(done)
                && tables.containsAll(tables().keySet())
                && (!has("account") || count("account") == 0);
    }

    private boolean has(String table) throws SQLException {
        return text("SELECT to_regclass('public.%s') IS NOT NULL".formatted(table))
                .equals("t");
    }

    long count(String table) throws SQLException {
        return Long.parseLong(text("SELECT count(*)::text FROM \"" + table + "\""));
    }

    /** The first column of the first row; empty when there is none. */
    String text(String sql) throws SQLException {
        var found = new String[] {""};
        read(sql, row -> found[0] = row.getString(1));
        return found[0];
    }

    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void read(String sql, RowReader reader) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    /** Takes what it needs of a row. */
    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }
}
