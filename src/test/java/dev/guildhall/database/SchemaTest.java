package dev.guildhall.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.appointment.AppointmentStatus;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

@GuildhallTest
class SchemaTest {

    /** Partitions say what their table says. Ours are those the migrations made: neither Flyway's own nor what tests have added. */
    private static final String OUR_TABLES = """
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
            WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> 'flyway_schema_history' AND c.relname NOT LIKE '%\\_test'""";

    @Autowired
    DatabaseClient database;

    @Test
    void hasTheTablesOfTheFirstMigration() {
        assertThat(names("SELECT c.relname " + OUR_TABLES)).contains("account", "appointment", "message");
    }

    /** Flyway takes such a piece of its own settings for the name of another one. */
    @Test
    void isMadeWithAnyPassword() {
        var server = DatabaseAddress.parse(TestDatabase.url());
        var password = "p${one.two}d";
        execute("CREATE ROLE odd LOGIN PASSWORD '" + password + "' IN ROLE pg_read_all_data");
        try {
            var odd = new DatabaseAddress(
                    server.host(), server.port(), server.database(), "odd", password, server.options());

            assertThat(new Database(odd).flyway().info().current()).isNotNull();
        } finally {
            execute("DROP ROLE odd");
        }
    }

    /** Flyway looks through it for a password, in a time that grows with the square of its length. */
    @Test
    void isMadeOverAUrlThatSaysNoMoreThanWasGiven() throws SQLException {
        var address = DatabaseAddress.parse(TestDatabase.url());

        try (var connection = address.dataSource().getConnection()) {
            assertThat(connection.getMetaData().getURL()).isEqualTo(address.jdbcUrl());
        }
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

    /** What is past is deleted every now and then. */
    @Test
    void hasAnIndexForEveryDateOfExpiry() {
        assertThat(names("""
                SELECT a.attrelid::regclass || '.' || a.attname
                FROM pg_attribute a
                JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
                WHERE a.attname = 'expires_at'
                  AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = a.attrelid AND i.indkey[0] = a.attnum)""")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "account.role",
                "account.admin_role",
                "audit_entry.actor_kind",
                "login_session.revoked_reason",
                "appointment.lock_type",
                "appointment.payment_method",
                "timeline_entry.event_type",
                "review.review_type",
                "client_stats.level",
                "client_stats.risk_level",
                "feature_flag.scope"
            })
    void takesTheWordsItsCommentNamesAndNoOther(String column) {
        var comment = names("SELECT col_description(a.attrelid, a.attnum) " + attribute(column))
                .get(0);
        assertThat(comment.replaceAll("[^a-zA-Z_]+", " ").split(" ")).containsAll(words(column));
    }

    @Test
    void takesTheStatusesThereAre() {
        var statuses = Stream.of(AppointmentStatus.values()).map(Enum::name).toList();
        assertThat(words("appointment.status")).containsExactlyInAnyOrderElementsOf(statuses);
        for (var column : List.of("timeline_entry.from_status", "timeline_entry.to_status")) {
            assertThat(words(column)).contains("").containsAll(statuses).hasSize(statuses.size() + 1);
        }
    }

    /** The words a column may hold, of which there have to be some. */
    private List<String> words(String column) {
        var words = names(
                "SELECT (regexp_matches(pg_get_constraintdef(k.oid), '''(\\w*)''', 'g'))[1] " + attribute(column));
        assertThat(words).isNotEmpty();
        return words;
    }

    /** The column, with its constraint. */
    private static String attribute(String column) {
        return """
                FROM pg_attribute a
                JOIN pg_constraint k ON k.contype = 'c' AND k.conrelid = a.attrelid AND k.conkey = ARRAY[a.attnum]
                WHERE a.attrelid = '%s'::regclass AND a.attname = '%s'""".formatted(column.substring(0, column.indexOf('.')), column.substring(column.indexOf('.') + 1));
    }

    private List<String> names(String sql) {
        return database.sql(sql)
                .map(row -> String.valueOf(row.get(0, String.class)))
                .all()
                .collectList()
                .blockOptional(Duration.ofSeconds(10))
                .orElseThrow();
    }

    private void execute(String sql) {
        database.sql(sql).then().block();
    }
}
