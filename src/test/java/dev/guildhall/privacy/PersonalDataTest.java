package dev.guildhall.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.privacy.PersonalData.Column;
import dev.guildhall.privacy.PersonalData.Giving;
import dev.guildhall.privacy.PersonalData.Table;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** A new column that can hold something personal stays nobody's until somebody has decided what becomes of it. */
@GuildhallTest
class PersonalDataTest {

    private static final String COLUMNS = """
            SELECT c.relname || '.' || a.attname
              FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
             WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND (%s)""";

    /** Whatever is no number, moment or yes and no; and a number of somebody. */
    private static final String CAN_BE_PERSONAL = COLUMNS.formatted("""
            format_type(a.atttypid, NULL) NOT IN ('boolean', 'smallint', 'integer', 'bigint', 'double precision', 'date', 'xid8',
                'timestamp with time zone', 'timestamp without time zone', 'int8multirange', 'numeric')
            OR a.attname ~ '(telegram|chat|phone|actor_id)'
            OR EXISTS (SELECT FROM pg_constraint f WHERE f.contype = 'f' AND f.conrelid = c.oid AND f.confrelid = 'account'::regclass
                          AND a.attnum = ANY (f.conkey))""");

    @Autowired
    private PersonalData inventory;

    @Autowired
    private DatabaseClient database;

    @Test
    void saysWhatBecomesOfEverythingThatCanBePersonal() {
        assertThat(names()).containsAll(read(CAN_BE_PERSONAL));
    }

    @Test
    void saysNothingOfWhatThereIsNot() {
        assertThat(read(COLUMNS.formatted("true"))).containsAll(names());
    }

    @Test
    void everyKeyOfAFileIsAFile() {
        assertThat(inventory.tables().stream()
                        .flatMap(table -> table.files().stream().map(column -> table.name() + "." + column.name())))
                .containsExactlyInAnyOrderElementsOf(read(COLUMNS.formatted("a.attname ~ '_key$'")));
    }

    @Test
    void whatIsToldToItsWriterOnlyHasAWriter() {
        assertThat(inventory.tables())
                .filteredOn(table -> table.columns().stream().anyMatch(column -> column.giving() == Giving.OWN))
                .allSatisfy(table -> assertThat(table.author()).as(table.name()).isNotNull());
    }

    @Test
    void rowsThatChangeOrAreToldAreSomebodys() {
        assertThat(inventory.tables())
                .filteredOn(table -> !table.changing().isEmpty())
                .allSatisfy(table -> assertThat(table.erased()).as(table.name()).isNotNull());
        assertThat(inventory.tables())
                .filteredOn(table -> table.columns().stream().anyMatch(column -> column.giving() != Giving.WITHHELD))
                .allSatisfy(
                        table -> assertThat(table.exported()).as(table.name()).isNotNull());
    }

    private Set<String> names() {
        return inventory.tables().stream().flatMap(PersonalDataTest::names).collect(Collectors.toSet());
    }

    private static Stream<String> names(Table table) {
        return table.columns().stream().map(Column::name).map(column -> table.name() + "." + column);
    }

    private Set<String> read(String sql) {
        return Set.copyOf(Await.all(database.sql(sql).mapValue(String.class).all()));
    }
}
