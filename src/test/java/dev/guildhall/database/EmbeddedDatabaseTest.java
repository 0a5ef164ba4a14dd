package dev.guildhall.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.guildhall.shared.Home;
import dev.guildhall.shared.InvalidSetting;
import dev.guildhall.testing.TestEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedDatabaseTest {

    private final Home home = new Home(TestEnvironment.newHome());

    /** Unpacks the binaries once for all homes, rather than once for each. */
    @BeforeEach
    void shareBinaries() throws IOException {
        var shared = Files.createDirectories(Path.of("target", "postgres-binaries"));
        Files.createSymbolicLink(home.path().resolve("postgres-binaries"), shared.toAbsolutePath());
    }

    @Test
    void keepsDataOverARestart() throws Exception {
        try (var server = EmbeddedDatabase.start(home)) {
            execute(server.database().address(), "CREATE TABLE kept AS SELECT 'yes' AS answer");
        }
        try (var server = EmbeddedDatabase.start(home)) {
            assertThat(read(server.database().address(), "SELECT answer FROM kept"))
                    .isEqualTo("yes");
        }
    }

    @Test
    void writesToTheDiskBeforeItSaysCommitted() throws Exception {
        try (var server = EmbeddedDatabase.start(home)) {
            assertThat(read(server.database().address(), "SHOW fsync")).isEqualTo("on");
            assertThat(read(server.database().address(), "SHOW synchronous_commit"))
                    .isEqualTo("on");
            assertThat(read(server.database().address(), "SHOW full_page_writes"))
                    .isEqualTo("on");
        }
    }

    @Test
    void knowsEveryLanguage() throws Exception {
        try (var server = EmbeddedDatabase.start(home)) {
            assertThat(read(server.database().address(), "SHOW server_encoding"))
                    .isEqualTo("UTF8");
            assertThat(read(server.database().address(), "SELECT lower('ЖУК')")).isEqualTo("жук");
        }
    }

    @Test
    void letsNobodyInWithoutThePassword() throws Exception {
        try (var server = EmbeddedDatabase.start(home)) {
            var address = server.database().address();
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> DriverManager.getConnection(address.jdbcUrl(), address.username(), "guess"));
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(home.path().resolve("postgres.password"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void hashesItsRandomPasswordOnceForEveryConnectionRatherThanThousandsOfTimes() throws Exception {
        try (var server = EmbeddedDatabase.start(home)) {
            assertThat(read(
                            server.database().address(),
                            "SELECT rolpassword FROM pg_authid WHERE rolname = 'postgres'"))
                    .startsWith("SCRAM-SHA-256$1:");
            assertThat(read(server.database().address(), "SHOW scram_iterations"))
                    .isEqualTo("4096");
        }
    }

    @Test
    void takesOverWhatAKilledProcessHasLeftBehind() throws Exception {
        ProcessHandle orphan;
        try (var other = EmbeddedDatabaseProcess.start(home)) {
            execute(running(), "CREATE TABLE kept AS SELECT 'yes' AS answer");
            orphan = ProcessHandle.of(postmaster().pid()).orElseThrow();
            other.kill();
        }
        assertThat(Postmaster.isGone(orphan)).isFalse();

        try (var server = EmbeddedDatabase.start(home)) {
            assertThat(Postmaster.isGone(orphan)).isTrue();
            assertThat(read(server.database().address(), "SELECT answer FROM kept"))
                    .isEqualTo("yes");
        }
    }

    @Test
    void takesOverFromAServerThatWasKilledToo() throws Exception {
        try (var other = EmbeddedDatabaseProcess.start(home)) {
            execute(running(), "CREATE TABLE kept AS SELECT 'yes' AS answer");
            var server = ProcessHandle.of(postmaster().pid()).orElseThrow();
            var children = server.descendants().toList();
            other.kill();
            server.destroyForcibly();
            await().until(() -> children.stream().allMatch(Postmaster::isGone));
        }
        assertThat(home.path().resolve("postgres/postmaster.pid")).exists();

        try (var server = EmbeddedDatabase.start(home)) {
            assertThat(read(server.database().address(), "SELECT answer FROM kept"))
                    .isEqualTo("yes");
        }
    }

    @Test
    void leavesTheProcessAloneThatHasTheServersNumberByNow() throws Exception {
        try (var server = EmbeddedDatabase.start(home)) {
            execute(server.database().address(), "CREATE TABLE kept AS SELECT 'yes' AS answer");
        }
        var ourselves = ProcessHandle.current().pid();
        Files.writeString(
                home.path().resolve("postgres/postmaster.pid"),
                "%d\n%s\n1700000000\n5432\n".formatted(ourselves, home.path().resolve("postgres")));

        try (var server = EmbeddedDatabase.start(home)) {
            assertThat(read(server.database().address(), "SELECT answer FROM kept"))
                    .isEqualTo("yes");
        }
    }

    @Test
    void startsOverWhenTheFirstStartWasInterrupted() throws Exception {
        Files.createDirectories(home.path().resolve("postgres/base"));
        Files.writeString(home.path().resolve("postgres/postgresql.conf"), "half");
        Files.writeString(home.path().resolve("postgres.setup"), "");

        try (var server = EmbeddedDatabase.start(home)) {
            assertThat(read(server.database().address(), "SELECT 'works'")).isEqualTo("works");
        }
    }

    @Test
    void startsOverWhenUnpackingWasInterrupted() throws Exception {
        var fresh = new Home(TestEnvironment.newHome());
        try (var other = EmbeddedDatabaseProcess.start(fresh)) {
            other.kill();
        }
        try (var files = Files.walk(fresh.path().resolve("postgres-binaries"))) {
            Files.delete(
                    files.filter(file -> file.endsWith(".exists")).findAny().orElseThrow());
        }

        try (var other = EmbeddedDatabaseProcess.start(fresh);
                var joined = EmbeddedDatabase.startOrJoin(fresh)) {
            assertThat(read(joined.database().address(), "SELECT 'works'")).isEqualTo("works");
            other.kill();
        }
        EmbeddedDatabase.start(fresh).close();
    }

    @Test
    void saysThatThePasswordIsGone() throws Exception {
        EmbeddedDatabase.start(home).close();
        Files.delete(home.path().resolve("postgres.password"));

        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> EmbeddedDatabase.start(home))
                .withMessage("GUILDHALL_HOME must hold the password of its PostgreSQL, and there is no "
                        + home.path().resolve("postgres.password"));
    }

    @Test
    void refusesASecondInstanceInAnotherProcess() throws Exception {
        try (var other = EmbeddedDatabaseProcess.start(home)) {
            assertThatExceptionOfType(InvalidSetting.class)
                    .isThrownBy(() -> EmbeddedDatabase.start(home))
                    .withMessage("GUILDHALL_HOME must be a folder of its own for every running Guildhall, and "
                            + home.path() + " is in use by another one; stop that one first");
            assertThat(read(running(), "SELECT 'undisturbed'")).isEqualTo("undisturbed");
            other.kill();
        }
        EmbeddedDatabase.start(home).close();
    }

    @Test
    void refusesASecondInstanceInTheSameProcess() throws Exception {
        try (var server = EmbeddedDatabase.start(home)) {
            assertThatExceptionOfType(InvalidSetting.class).isThrownBy(() -> EmbeddedDatabase.start(home));
            assertThat(read(server.database().address(), "SELECT 'undisturbed'"))
                    .isEqualTo("undisturbed");
        }
    }

    @Test
    void letsACommandJoinTheRunningServer() throws Exception {
        try (var server = EmbeddedDatabase.start(home)) {
            try (var joined = EmbeddedDatabase.startOrJoin(home)) {
                assertThat(joined.database().address())
                        .isEqualTo(server.database().address());
            }
            assertThat(read(server.database().address(), "SELECT 'still there'"))
                    .isEqualTo("still there");
        }
    }

    @Test
    void saysWhereToLookWhenTheServerDoesNotStart() throws Exception {
        EmbeddedDatabase.start(home).close();
        Files.writeString(home.path().resolve("postgres/postgresql.conf"), "nonsense = 1");

        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> EmbeddedDatabase.start(home, Duration.ofSeconds(1)))
                .withMessage("GUILDHALL_HOME must hold a PostgreSQL that can be started, and it does not start; see "
                        + home.path().resolve("postgres.log"));
        assertThat(home.path().resolve("postgres.log")).content().contains("nonsense");
    }

    private Postmaster postmaster() throws IOException {
        return Postmaster.of(home.path().resolve("postgres")).orElseThrow();
    }

    /** The address of the server that another process runs. */
    private DatabaseAddress running() throws IOException {
        try (var joined = EmbeddedDatabase.startOrJoin(home)) {
            return joined.database().address();
        }
    }

    private static void execute(DatabaseAddress address, String sql) throws SQLException {
        try (var connection = connect(address);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String read(DatabaseAddress address, String sql) throws SQLException {
        try (var connection = connect(address);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(DatabaseAddress address) throws SQLException {
        return DriverManager.getConnection(address.jdbcUrl(), address.username(), address.password());
    }
}
