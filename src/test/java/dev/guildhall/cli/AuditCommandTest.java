package dev.guildhall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands and the audit log: what they write into it, and the one that reads it. */
class AuditCommandTest {

    private static final Terminal TERMINAL = Terminal.on(TestDatabase.newUrl());
    private static final Sql SQL = new Sql(TERMINAL.databaseUrl());

    /** The demo gives the other commands something to do. */
    @BeforeAll
    static void thereIsSomethingToDo() {
        assertThat(TERMINAL.run("demo").exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create-admin --username=auditor --password=long-enough",
                "compute-daily-metrics",
                "recalculate-scores",
                "replay-platform-rules"
            })
    void whatACommandChangesIsWrittenDown(String line) {
        var before = SQL.number("SELECT coalesce(max(id), 0) FROM audit_entry");

        assertThat(TERMINAL.run(line.split(" ")).exitCode()).isZero();

        assertThat(SQL.texts("SELECT DISTINCT actor_kind || ' ' || actor_name FROM audit_entry WHERE id > " + before))
                .containsExactly("operator " + System.getProperty("user.name"));
    }

    @Test
    void theDemoIsWrittenDown() {
        assertThat(SQL.texts("SELECT DISTINCT actor_kind FROM audit_entry WHERE action = 'user.role_changed'"))
                .containsExactly("operator");
    }

    @Test
    void whoMadeAnAdminAndWhatForIsWrittenDownWithoutThePassword() {
        TERMINAL.run("create-admin", "--username=second", "--password=very-secret");

        assertThat(SQL.texts("SELECT state_after::text FROM audit_entry WHERE action = 'admin.created'"
                        + " AND state_after ->> 'username' = 'second'"))
                .singleElement()
                .asString()
                .doesNotContain("very-secret");
    }

    @Test
    void tellsThatAllIsWellAndHowFarItGoes() {
        var outcome = TERMINAL.run("audit", "verify");

        assertThat(outcome.out()).contains("Audit log verified: rows=0 head=none");
        assertThat(outcome.exitCode()).isZero();
        assertThat(TERMINAL.run("audit", "verify", "--head=1:" + "0".repeat(64)).exitCode())
                .isEqualTo(1);
    }

    @Test
    void namesTheFirstBadRow() {
        SQL.execute("""
                SET session_replication_role = replica;
                INSERT INTO audit_entry (occurred_at, actor_name, actor_kind, action, entity_type, entity_id, request_id, reason)
                VALUES (now() - interval '1 day', 'x', 'operator', 'x', 'x', '1', '', '')""");
        var bad = SQL.number("SELECT max(id) FROM audit_entry");
        try {
            var outcome = TERMINAL.run("audit", "verify");

            assertThat(outcome.out()).contains("Audit log broken: row " + bad + " was not sealed in time");
            assertThat(outcome.exitCode()).isEqualTo(1);
        } finally {
            SQL.execute("SET session_replication_role = replica; DELETE FROM audit_entry WHERE id = " + bad);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"audit", "audit burn", "audit verify --head=nonsense"})
    void explainsItself(String line) {
        assertThat(TERMINAL.run(line.split(" ")).exitCode()).isEqualTo(2);
    }
}
