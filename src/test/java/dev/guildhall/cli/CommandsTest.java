package dev.guildhall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.cli.Terminal.Outcome;
import dev.guildhall.testing.TestDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {

    private static final String URL = TestDatabase.newUrl();

    private final Terminal terminal = Terminal.on(URL);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "help",
                "--help",
                "--version",
                "help migrate",
                "create-admin --help",
                "migrate --wrong",
                "nonsense"
            })
    void startsNoDatabaseToExplainItself(String line) {
        var nowhere = Terminal.on("");

        nowhere.run(line.split(" "));

        assertThat(nowhere.home()).isEmptyDirectory();
    }

    @Test
    void listsItsCommands() {
        var outcome = terminal.run("help");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .contains(
                        "migrate",
                        "create-admin",
                        "reset-totp",
                        "replay-platform-rules",
                        "compute-daily-metrics",
                        "metrics",
                        "recalculate-scores",
                        "sla-sweep",
                        "check",
                        "demo",
                        "import-original");
        assertThat(outcome.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    -                                                                  | A command is missing.
                    nonsense                                                           | Unmatched argument at index 0: 'nonsense'
                    migrate --wrong                                                    | Unknown option: '--wrong'
                    replay-platform-rules --last=0                                     | --last must be at least 1.
                    replay-platform-rules --force --dry-run                            | --force and --dry-run exclude each other.
                    replay-platform-rules --last=many                                  | Invalid value for option '--last': 'many' is not an int
                    compute-daily-metrics --date=yesterday                             | Invalid value for option '--date': 'yesterday' is not a day such as 2026-01-31
                    compute-daily-metrics --from=2026-01-02                            | Error: Missing required argument(s): --to=YYYY-MM-DD
                    compute-daily-metrics --from=2026-01-02 --to=2026-01-01            | --to must not be before --from.
                    compute-daily-metrics --date=2026-01-01 --from=2026-01-01 --to=2026-01-02 | --date and --from/--to exclude each other.
                    metrics                                                            | Say what to do: metrics verify.
                    metrics verify --from=2026-01-02 --to=2026-01-01                   | --to must not be before --from.
                    import-original                                                    | Missing required option: '--source=URL'
                    import-original --source=mysql://ann:hush@db/shop                  | --source must look like postgresql://user:password@host:5432/database
                    import-original --source=postgresql://ann@db/shop --media=/nowhere | --media must be a folder, and /nowhere is none.
                    create-admin                                                       | Missing required option: '--username=
                    create-admin --username=boss --password=short                      | The password must have 8 to 255 characters.
                    """)
    void showsTheUsageToWhoeverGetsItWrong(String line, String complaint) {
        var outcome = terminal.run(line == null ? new String[0] : line.split(" "));

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith(complaint).contains("Usage: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "migrate", "recalculate-scores", "replay-platform-rules", "sla-sweep", "demo"})
    void saysInOneLineThatTheDatabaseDoesNotAnswer(String command) {
        var outcome = Terminal.on("postgresql://ann:hushhush@127.0.0.1:1/shop").run(command);

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines())
                .singleElement()
                .asString()
                .startsWith("DATABASE_URL must name a PostgreSQL server that answers: ")
                .doesNotContain("hushhush");
    }

    @Test
    void saysInOneLineWhichSettingIsWrong() {
        var outcome = Terminal.on("mysql://db/shop").run("check");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err().lines()).singleElement().asString().startsWith("DATABASE_URL must look like ");
    }

    @Test
    void migratesAnEmptyDatabaseAndFindsNothingToDoTheNextTime() {
        var empty = Terminal.on(TestDatabase.newUrl());

        assertDone(empty.run("migrate"), "Schema is at version [0-9]+: migrations applied=[1-9][0-9]*");
        assertDone(empty.run("migrate"), "Schema is at version [0-9]+: migrations applied=0");
    }

    @Test
    void startsNoServer() throws IOException {
        try (var taken = new ServerSocket(0)) {
            var command = terminal.with(Map.of("PORT", String.valueOf(taken.getLocalPort())));

            assertDone(command.run("migrate"), "Schema is at version .*");
        }
    }

    @Test
    void sweepsDeadlinesOnce() {
        var shop = Terminal.on(TestDatabase.newUrl());
        shop.run("migrate");
        var sql = new Sql(shop.databaseUrl());
        sql.execute("""
                INSERT INTO account (id, username, role) VALUES (9001, 'waiting', 'client');
                INSERT INTO appointment (id, client_id, brand, model, lock_type, description, created_at, response_deadline_at, sla_next_at)
            SELECT 9001, 9001, 'B', 'M', 'PIN', 'D', now() - interval '1 hour', now() - interval '45 minutes', now() - interval '48 minutes'\
            """);

        sql.execute("UPDATE feature_flag SET is_enabled = false WHERE name = 'sla_watch'");
        var paused = shop.run("sla-sweep");
        assertThat(paused.exitCode()).isZero();
        assertThat(paused.out()).startsWith("Deadlines swept: told=0");
        assertThat(paused.err()).contains("The feature flag sla_watch is off: nothing is noticed.");

        sql.execute("UPDATE feature_flag SET is_enabled = true WHERE name = 'sla_watch'");
        assertDone(shop.run("sla-sweep"), "Deadlines swept: told=1");
        assertDone(shop.run("sla-sweep"), "Deadlines swept: told=0");
        assertThat(sql.texts("SELECT payload ->> 'reason' FROM platform_event WHERE event_type = 'sla.breached'"))
                .containsExactly("response_timeout");
    }

    @Test
    void checksTheDatabase() {
        assertDone(
                terminal.run("check"), "System check identified no issues: database connected, schema at version .+");
    }

    @Test
    void findsASchemaThatIsNotItsOwn() {
        var other = Terminal.on(TestDatabase.newUrl());
        other.run("migrate");
        new Sql(other.databaseUrl()).execute("UPDATE flyway_schema_history SET checksum = checksum + 1");

        var outcome = other.run("check");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines()).singleElement().asString().contains("Validate failed");
    }

    @Test
    void makesAnAdminOnceAndNeverShowsThePassword() {
        var made = terminal.run("create-admin", "--username= boss ", "--password=correct horse");
        assertDone(made, "Administrator created: id=[0-9]+ username=boss");
        assertThat(made.err()).doesNotContain("correct horse");

        var again = terminal.run("create-admin", "--username=boss", "--password=correct horse");
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err().lines()).hasSize(1);
        assertThat(again.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"create-admin --username=piped", "create-admin --username=asked --password"})
    void takesThePasswordFromStandardInput(String line) {
        var outcome = terminal.runWith("correct horse\n", line.split(" "));

        assertDone(outcome, "Administrator created: id=[0-9]+ username=(piped|asked)");
        assertThat(outcome.err()).doesNotContain("correct horse");
    }

    @Test
    void takesTheSecondStepFromWhoeverHasLostIt() {
        terminal.run("create-admin", "--username=forgetful", "--password=correct horse");
        new Sql(URL)
                .execute("INSERT INTO totp (account_id, secret, last_step, recovery_hashes, created_at, confirmed_at)"
                        + " SELECT id, 'sealed', 0, '{}', now(), now() FROM account WHERE username = 'forgetful'");

        assertDone(terminal.run("reset-totp", "--username=forgetful"), "Second step taken away: username=forgetful");
        assertThat(new Sql(URL).number("SELECT count(*) FROM totp")).isZero();
        assertThat(new Sql(URL).number("SELECT count(*) FROM audit_entry WHERE action = 'totp.reset'"))
                .isOne();
        var again = terminal.run("reset-totp", "--username=forgetful");
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err().lines()).hasSize(1);
    }

    @Test
    void computesTheMetricsOfDays() {
        var computed = terminal.run("compute-daily-metrics", "--from=2026-01-01", "--to=2026-01-03");
        assertDone(computed, "Daily metrics computed: days=3 \\(2026-01-01 to 2026-01-03\\)");
        assertThat(computed.err().lines())
                .containsExactly("Computed 2026-01-01", "Computed 2026-01-02", "Computed 2026-01-03");
        assertDone(
                terminal.run("compute-daily-metrics", "--date=2026-01-01"),
                "Daily metrics computed: days=1 \\(2026-01-01 to 2026-01-01\\)");
        assertDone(terminal.run("compute-daily-metrics"), "Daily metrics computed: days=1 .+");
        assertThat(new Sql(URL).number("SELECT count(*) FROM daily_metrics WHERE date < '2026-01-04'"))
                .isEqualTo(3);
    }

    @Test
    void namesDaysWhoseMetricsHaveDrifted() {
        var shop = Terminal.on(TestDatabase.newUrl());
        shop.run("create-admin", "--username=boss", "--password=correct horse");
        var sql = new Sql(shop.databaseUrl());
        sql.execute("UPDATE account SET created_at = '2026-01-02T12:00:00Z'");
        assertDone(
                shop.run("metrics", "verify", "--to=2026-01-04"), "Metrics verified: days=3 differences=0 waiting=1");

        sql.execute("DELETE FROM metrics_change");
        shop.run("compute-daily-metrics", "--from=2026-01-02", "--to=2026-01-04");
        assertDone(
                shop.run("metrics", "verify", "--to=2026-01-04"), "Metrics verified: days=3 differences=0 waiting=0");

        sql.execute("UPDATE daily_metrics SET new_users = 5 WHERE date = '2026-01-02'");
        var found = shop.run("metrics", "verify", "--from=2026-01-01", "--to=2026-01-04");
        assertThat(found.exitCode()).isEqualTo(1);
        assertThat(found.out().lines())
                .containsExactly(
                        "2026-01-02: new_users was 5, should be 1", "Metrics verified: days=4 differences=1 waiting=0");
    }

    @Test
    void replaysRulesOverTheLatestEvents() {
        var shop = Terminal.on(TestDatabase.newUrl());
        var sql = new Sql(shop.databaseUrl());
        shop.run("create-admin", "--username=boss", "--password=correct horse");
        sql.execute("INSERT INTO rule (name, trigger_event_type, condition_json, action_json) VALUES ('Every tenth',"
                + " 'test.happened', '{\"field\": \"event.payload.n\", \"op\": \"==\", \"value\": 0}', '{\"type\":"
                + " \"create_notification\", \"target\": \"admins\", \"title\": \"Again\"}')");
        sql.execute("INSERT INTO platform_event (event_type, entity_type, entity_id, payload)"
                + " SELECT 'test.happened', 'Test', n, jsonb_build_object('n', n % 10) FROM generate_series(1, 250) n");

        assertDone(shop.run("replay-platform-rules", "--last=15"), "Rules replayed: processed=15 executed=2");
        assertThat(sql.number("SELECT count(*) FROM notification")).isEqualTo(2);

        var byDefault = shop.run("replay-platform-rules");
        assertDone(byDefault, "Rules replayed: processed=200 executed=18");
        assertThat(byDefault.err().lines()).containsExactly("100 events", "200 events");
        var told = shop.run("replay-platform-rules", "--last=1000", "--dry-run");
        assertThat(told.out())
                .containsPattern("Event [0-9]+ \\(test.happened\\): rule [0-9]+, version 1 \\(Every tenth\\):"
                        + " create_notification")
                .contains("Rules to be replayed: processed=250 executed=5");
        assertDone(shop.run("replay-platform-rules", "--last=1000"), "Rules replayed: processed=250 executed=5");
        assertDone(shop.run("replay-platform-rules", "--last=1000"), "Rules replayed: processed=250 executed=0");
        assertThat(sql.number("SELECT count(*) FROM notification WHERE title = 'Again'"))
                .isEqualTo(25);
        assertDone(
                shop.run("replay-platform-rules", "--last=1000", "--force"),
                "Rules replayed: processed=250 executed=25");
        assertThat(sql.number("SELECT count(*) FROM notification WHERE title = 'Again'"))
                .isEqualTo(2 * 25);
    }

    @Test
    void replaysNothingWhereNothingHasHappened() {
        assertDone(terminal.run("replay-platform-rules", "--last=50"), "Rules replayed: processed=0 executed=0");
    }

    @Test
    void findsAndRepairsTotalsThatDrifted() {
        terminal.run("create-admin", "--username=drifter", "--password=correct horse");
        new Sql(URL)
                .execute("INSERT INTO client_stats (account_id, completed_orders)"
                        + " SELECT id, 7 FROM account WHERE username = 'drifter'");

        var found = terminal.run("recalculate-scores", "--verify");
        assertThat(found.exitCode()).isEqualTo(1);
        assertThat(found.out())
                .containsPattern("Account [0-9]+: client_stats.completed_orders was 7, should be 0")
                .containsPattern("Scores verified: accounts=[0-9]+ differences=1");

        var repaired = terminal.run("recalculate-scores");
        assertThat(repaired.out()).containsPattern("Scores recalculated: accounts=[0-9]+ differences=1");
        assertThat(repaired.err()).containsPattern("(?m)^[0-9]+ accounts$");
        assertDone(terminal.run("recalculate-scores", "--verify"), "Scores verified: accounts=[0-9]+ differences=0");
    }

    private static void assertDone(Outcome outcome, String line) {
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out().lines()).singleElement().asString().matches(line);
    }
}
