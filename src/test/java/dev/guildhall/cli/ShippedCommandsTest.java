package dev.guildhall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.cli.Terminal.Outcome;
import dev.guildhall.database.GuildhallProcess;
import dev.guildhall.shared.Home;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.OwnProcess;
import dev.guildhall.testing.TestDatabase;
import dev.guildhall.testing.TestEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpMethod;

/** Commands in a process of their own, as operators start them: what they leave to the shell is their exit code. */
class ShippedCommandsTest {

    private final Path home = TestEnvironment.newHome();

    @TempDir
    private Path said;

    @Test
    void helpIsZeroAndNeedsNothing() throws Exception {
        var outcome = run("", "help");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains("migrate", "create-admin", "demo");
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void wrongUsageIsTwo() throws Exception {
        var outcome = run("", "migrate", "--wrong");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("Unknown option: '--wrong'").contains("Usage: ");
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void driftIsOne() throws Exception {
        var url = TestDatabase.newUrl();
        assertThat(run(url, "create-admin", "--username=drifter", "--password=correct horse")
                        .exitCode())
                .isZero();
        new Sql(url).execute("INSERT INTO client_stats (account_id, completed_orders) SELECT id, 7 FROM account");

        var outcome = run(url, "recalculate-scores", "--verify");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).contains("Scores verified: accounts=1 differences=1");
    }

    @Test
    void checkIsZeroAndRunsTheEmbeddedDatabaseForAsLongAsItTakes() throws Exception {
        var outcome = run("", "check");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out().lines())
                .singleElement()
                .asString()
                .startsWith("System check identified no issues: database connected, schema at version ");
        assertThat(home.resolve("postgres/PG_VERSION")).exists();
        assertThat(home.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    @Test
    void aCommandJoinsTheDatabaseOfTheServerThatRuns() throws Exception {
        try (var server = GuildhallProcess.start(new Home(home))) {
            var outcome = run("", "create-admin", "--username=boss", "--password=correct horse");

            assertThat(outcome.exitCode()).as(outcome.err()).isZero();
            Api.at(server.address())
                    .send(
                            HttpMethod.POST,
                            "/api/v1/auth/login/",
                            null,
                            Map.of("username", "boss", "password", "correct horse"))
                    .expect(200);
        }
    }

    /** @param databaseUrl empty for the embedded database */
    private Outcome run(String databaseUrl, String... command) throws IOException, InterruptedException {
        var out = said.resolve("out");
        var err = said.resolve("err");
        var arguments = Stream.concat(Stream.of("--spring.profiles.active=cli"), Stream.of(command))
                .toArray(String[]::new);
        var builder =
                OwnProcess.of(home, arguments).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("DATABASE_URL", databaseUrl);
        var exitCode = builder.start().waitFor();
        return new Outcome(exitCode, Files.readString(out), Files.readString(err));
    }
}
