package dev.guildhall.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhall.database.PlainConnections;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** Beside a server that runs, on whatever the tests before have left. */
@GuildhallTest
class BackupTest {

    @Autowired
    private BackupService backups;

    @Autowired
    private RestoreService restores;

    @Autowired
    private Api api;

    @Autowired
    private DatabaseClient database;

    @TempDir
    private Path folder;

    @Test
    void aDrillFindsAllOfItWithTheEndOfTheAuditLog() {
        var client = api.client();
        var order = client.files();
        client.act(order, "messages", Person.file("file", "picture.png")).expect(201);
        api.admin().setsStatus(order, "CANCELLED");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> number("SELECT count(*) FROM audit_unsealed") == 0);

        var manifest = Await.value(backups.take(folder.resolve("whole"), true, line -> {}));
        var drilled = Await.value(restores.drill(folder.resolve("whole"), line -> {}));

        assertThat(drilled.problems()).isEmpty();
        assertThat(drilled.auditHead()).isNotEmpty().isEqualTo(manifest.audit().head());
        assertThat(manifest.files()).isNotEmpty();
        assertThat(manifest.tables())
                .filteredOn(table -> table.name().equals("appointment"))
                .allMatch(table -> table.rows() >= 1);
        assertThat(drilled.age()).isPositive();
        assertThat(number("SELECT count(*) FROM pg_database WHERE datname LIKE 'guildhall_drill_%'"))
                .isZero();
    }

    /** Of another program, say, that has fetched a report and is stuck. */
    @Test
    void aDrillDoesNotWaitForEverForASessionWhoseClientReadsNothing() throws SQLException {
        var backup = folder.resolve("stuck");
        Await.value(backups.take(backup, false, line -> {}));
        try (var stuck = target().open()) {
            stuck.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY (SELECT repeat('x', 1000) FROM generate_series(1, 100000)) TO STDOUT");
            Awaitility.await()
                    .until(() -> number("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'ClientWrite'") > 0);

            assertThatThrownBy(() -> Await.value(restores.drill(backup, Duration.ofSeconds(1), line -> {})))
                    .rootCause()
                    .hasMessageContaining("could not be dropped and is left behind");
        }
        execute(
                target(),
                "DROP DATABASE "
                        + text(target(), "SELECT datname FROM pg_database WHERE datname LIKE 'guildhall_drill_%'"));
    }

    @Test
    void aDrillSeesThatARowWasChanged() throws Exception {
        var target = folder.resolve("changed");
        Await.value(backups.take(target, false, line -> {}));
        var list = target.resolve("manifest.json");
        Files.writeString(
                list, Files.readString(list).replaceFirst("(\"name\" : \"account\"[^}]*?\"rows\" : )[0-9]+", "$10"));

        var drilled = Await.value(restores.drill(target, line -> {}));

        assertThat(drilled.problems()).singleElement().asString().matches("account has [0-9]+ rows, should have 0");
    }

    @Test
    void nothingIsMadeOfABackupThatIsBrokenOrNone() throws Exception {
        var target = folder.resolve("broken");
        Await.value(backups.take(target, false, line -> {}));
        Files.writeString(target.resolve("tables/account.copy.gz"), "!", StandardOpenOption.APPEND);
        Files.delete(target.resolve("tables/message.copy.gz"));

        assertThatThrownBy(() -> Await.value(restores.drill(target, line -> {})))
                .hasMessageContaining("tables/account.copy.gz is not what it was; tables/message.copy.gz is missing");
        assertThatThrownBy(() -> Await.value(restores.drill(folder, line -> {})))
                .hasMessageContaining("is no backup");
        assertThat(number("SELECT count(*) FROM pg_database WHERE datname LIKE 'guildhall_drill_%'"))
                .isZero();
    }

    @Test
    void aFailureLeavesNothingBehind() throws Exception {
        var target = folder.resolve("there");
        Files.createDirectory(target);

        assertThatThrownBy(() -> Await.value(backups.take(target, true, line -> {})))
                .hasMessageContaining("is there already");
        assertThatThrownBy(() -> Await.value(backups.take(folder.resolve("other"), true, line -> {
                    throw new IllegalStateException("no more");
                })))
                .hasMessageContaining("no more");

        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(target);
        }
    }

    /** They may have been sent since the backup, or wait in another database still. */
    @Test
    void aRestoredDatabaseSendsNothingThatWaitedInTheBackup() throws SQLException {
        var occasion = "test:" + UUID.randomUUID();
        Await.done(database.sql("""
                        INSERT INTO delivery (channel, occasion, account_id, message, created_at, next_attempt_at)
                        SELECT 'email', $1, min(id), 'Hello', now(), now() + interval '1 hour' FROM account""").bind(0, occasion).then());
        var target = target();
        try {
            Await.value(backups.take(folder.resolve("waiting"), false, line -> {}));
        } finally {
            Await.done(database.sql("DELETE FROM delivery WHERE occasion = $1")
                    .bind(0, occasion)
                    .then());
        }

        var restored = Await.value(restores.drill(folder.resolve("waiting"), target, line -> {}));

        assertThat(restored.problems()).isEmpty();
        assertThat(restored.dropped()).isPositive();
        assertThat(text(target, "SELECT state || ', ' || failure FROM delivery WHERE occasion = '" + occasion + "'"))
                .isEqualTo("dropped, restored from a backup");
        assertThat(text(target, "SELECT count(*) FROM delivery WHERE state = 'waiting'"))
                .isEqualTo("0");
    }

    @Test
    void aRestoreThatHasFailedCanBeRepeated() throws SQLException {
        var backup = folder.resolve("repeated");
        Await.value(backups.take(backup, false, line -> {}));
        var target = target();
        assertThatThrownBy(() -> Await.value(restores.drill(backup, target, line -> {
                    if (line.startsWith("Loaded account:")) {
                        throw new IllegalStateException("the disk is full");
                    }
                })))
                .hasMessageContaining("the disk is full");
        assertThat(text(target, "SELECT count(*) FROM account")).isEqualTo("0");

        assertThat(Await.value(restores.drill(backup, target, line -> {})).problems())
                .isEmpty();
        assertThatThrownBy(() -> Await.value(restores.drill(backup, target, line -> {})))
                .as("by now there are people in it")
                .hasMessageContaining("is not empty");
    }

    @Test
    void whatSomebodyElseHasInADatabaseIsLeftAlone() throws SQLException {
        var backup = folder.resolve("elsewhere");
        Await.value(backups.take(backup, false, line -> {}));
        var theirs = target();
        execute(theirs, "CREATE TABLE theirs AS SELECT 1");
        assertThatThrownBy(() -> Await.value(restores.drill(backup, theirs, line -> {})))
                .hasMessageContaining("is not empty");

        var shared = target();
        assertThatThrownBy(() -> Await.value(restores.drill(backup, shared, line -> {
                    throw new IllegalStateException("no more");
                })))
                .hasMessageContaining("no more");
        execute(shared, "CREATE TABLE theirs AS SELECT 1");
        assertThatThrownBy(() -> Await.value(restores.drill(backup, shared, line -> {})))
                .hasMessageContaining("is not empty");
        assertThat(text(shared, "SELECT count(*) FROM theirs")).isEqualTo("1");
    }

    @Test
    void whatAnExtensionBringsAlongIsNothing() throws SQLException {
        var backup = folder.resolve("extended");
        Await.value(backups.take(backup, false, line -> {}));
        var target = target();
        execute(target, "CREATE EXTENSION pg_stat_statements");

        assertThat(Await.value(restores.drill(backup, target, line -> {})).problems())
                .isEmpty();
    }

    private static PlainConnections target() {
        return PlainConnections.at("--target", TestDatabase.newUrl());
    }

    private static void execute(PlainConnections target, String sql) throws SQLException {
        try (var connection = target.open()) {
            new Schema(connection).execute(sql);
        }
    }

    private static String text(PlainConnections target, String sql) throws SQLException {
        try (var connection = target.open()) {
            return new Schema(connection).text(sql);
        }
    }

    private long number(String sql) {
        return Await.value(database.sql(sql).mapValue(Long.class).one());
    }
}
