package dev.guildhall.databrowser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.databrowser.DataTable.Column;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** A new column is neither shown nor hidden until somebody has decided. */
@GuildhallTest
class InventoryTest {

    /** What signs people in or stands for them; nobody takes one of these out by accident. */
    private static final Set<String> SECRETS = Set.of(
            "account.password_hash",
            "refresh_token.jti_hash",
            "telegram_login.signature",
            "stream_ticket.ticket_hash",
            "sign_in_pause.key",
            "totp.secret",
            "totp.recovery_hashes",
            "idempotency_key.id",
            "idempotency_key.fingerprint",
            "idempotency_key.answer");

    private static final String COLUMNS = """
            SELECT c.relname::text, a.attname::text, format_type(a.atttypid, NULL), EXISTS (
                   SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary AND a.attnum = ANY(i.indkey))
              FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition\
        """;

    @Autowired
    private Inventory inventory;

    @Autowired
    private DatabaseClient database;

    @Test
    void namesEveryColumnThereIsWithItsTypeAndWhetherItIsPartOfTheKey() {
        var there = Await.all(database.sql(COLUMNS)
                .map(row -> line(
                        row.get(0, String.class),
                        row.get(1, String.class),
                        row.get(2, String.class),
                        row.get(3, Boolean.class)))
                .all());

        assertThat(columns((table, column) -> line(table.name(), column.name(), column.type(), column.key())))
                .containsExactlyInAnyOrderElementsOf(there);
    }

    @Test
    void hidesWhatIsSecret() {
        assertThat(columns((table, column) -> column.hidden() ? table.name() + "." + column.name() : ""))
                .containsAll(SECRETS);
    }

    /** The chain of the audit log is told to whoever reads it. */
    @Test
    void hidesWhatSoundsLikeASecret() {
        assertThat(columns((table, column) -> column.hidden() ? "" : table.name() + "." + column.name()))
                .filteredOn(name -> name.matches(".*[.].*(hash|password|secret|token|signature|ticket|credential).*"))
                .containsExactly("audit_seal.hash");
    }

    @Test
    void everyTableHasAKeyAndSomethingToShow() {
        assertThat(inventory.tables().values())
                .allSatisfy(table -> assertThat(table.key()).as(table.name()).isNotEmpty())
                .allSatisfy(table -> assertThat(table.shown()).as(table.name()).isNotEmpty());
    }

    private List<String> columns(BiFunction<DataTable, Column, String> told) {
        return inventory.tables().values().stream()
                .flatMap(table -> table.columns().stream().map(column -> told.apply(table, column)))
                .collect(Collectors.toList());
    }

    private static String line(String table, String column, String type, boolean key) {
        return Stream.of(table, column, type, key ? "key" : "").collect(Collectors.joining(" "));
    }
}
