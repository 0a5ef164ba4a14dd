package dev.guildhall.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.GuildhallTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

@GuildhallTest
class SchemaTest {

    /** Ours are those the migrations made: neither Flyway's own nor what tests have added. */
    private static final String OUR_TABLES = """
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
            WHERE c.relkind IN ('r', 'p') AND c.relname <> 'flyway_schema_history' AND c.relname NOT LIKE '%\\_test'""";

    @Autowired
    DatabaseClient database;

    @Test
    void hasTheTablesOfTheFirstMigration() {
        assertThat(names("SELECT c.relname " + OUR_TABLES)).contains("account", "appointment", "message");
    }

    @Test
    void saysWhatEveryTableIs() {
        assertThat(names("SELECT c.relname " + OUR_TABLES + " AND obj_description(c.oid, 'pg_class') IS NULL"))
                .isEmpty();
    }

    @Test
    void saysWhatEveryColumnIs() {
        assertThat(names("SELECT c.relname || '.' || a.attname "
                        + OUR_TABLES.replace(
                                "WHERE",
                                "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped WHERE")
                        + " AND col_description(c.oid, a.attnum) IS NULL"))
                .isEmpty();
    }

    /** A reference without an index makes every delete and every join from the other side read the whole table; of one row, that is no harm. */
    @Test
    void hasAnIndexForEveryReference() {
        assertThat(names("""
                SELECT f.conrelid::regclass || '.' || a.attname
                FROM pg_constraint f
                JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
                WHERE f.contype = 'f' AND f.conrelid <> 'bootstrap'::regclass AND f.connamespace = 'public'::regnamespace
                  AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = f.conrelid AND i.indkey[0] = f.conkey[1])""")).isEmpty();
    }

    private List<String> names(String sql) {
        return database.sql(sql)
                .map(row -> String.valueOf(row.get(0, String.class)))
                .all()
                .collectList()
                .blockOptional(Duration.ofSeconds(10))
                .orElseThrow();
    }
}
