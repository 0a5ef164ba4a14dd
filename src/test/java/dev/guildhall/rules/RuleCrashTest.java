package dev.guildhall.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.database.GuildhallProcess;
import dev.guildhall.shared.Home;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.OwnProcess;
import dev.guildhall.testing.TestDatabase;
import dev.guildhall.testing.TestEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Processes that are killed by {@code kill -9} at places with a name, and what is there afterwards: every effect once. The places are
 * triggers in the database, at which a process waits for a lock that the test holds; so nothing in the application knows of them.
 */
class RuleCrashTest {

    private static final int LOCK = 4_711;
    private static final int EVENTS = 5;

    private final String url = TestDatabase.newUrl();
    private final Path home = TestEnvironment.newHome();

    /** Where a process is halted. */
    private enum Halt {
        BEFORE_THE_FIRST_EFFECT("BEFORE INSERT ON notification", "(NEW.payload ->> 'event_id')::bigint"),
        BETWEEN_TWO_EFFECTS("BEFORE INSERT ON delivery", "NEW.event_id"),
        BEFORE_THE_RUN_IS_WRITTEN("BEFORE INSERT ON rule_run", "NEW.event_id"),
        WITHIN_THE_COMMIT("AFTER INSERT ON rule_effect DEFERRABLE INITIALLY DEFERRED", "NEW.event_id");

        private final String moment;
        private final String event;

        Halt(String moment, String event) {
            this.moment = moment;
            this.event = event;
        }

        private String name(boolean constraint) {
            return (constraint ? "CREATE CONSTRAINT TRIGGER" : "CREATE TRIGGER") + " halt " + moment;
        }
    }

    @Test
    void everyEffectHappensOnceHoweverOftenAReplayIsKilled() throws Exception {
        run("migrate");
        try (var connection = connect()) {
            execute(connection, "INSERT INTO account (username, role, telegram_id) VALUES ('boss', 'admin', 5)");
            execute(connection, """
                    INSERT INTO rule (name, trigger_event_type, action_json) VALUES ('Crash', 'test.crash', '[
                        {"type": "create_notification", "target": "admins", "title": "first"},
                        {"type": "send_telegram", "target": "admins", "message": "second"},
                        {"type": "create_notification", "target": "admins", "title": "third"}]')""");
            for (var halt : Halt.values()) {
                execute(
                        connection,
                        "INSERT INTO platform_event (event_type, entity_type, entity_id)"
                                + " SELECT 'test.crash', 'Test', n FROM generate_series(1, " + EVENTS + ") n");
                var halted = number(connection, "SELECT max(id) - 2 FROM platform_event");
                killAt(halt, halted, connection, start("replay-platform-rules", "--last=" + EVENTS));
                assertThat(excess(connection))
                        .as("more than once after %s", halt)
                        .isZero();
            }
            var events = number(connection, "SELECT count(*) FROM platform_event");
            assertThat(number(connection, "SELECT count(*) FROM rule_run"))
                    .as("runs that were committed before the kills, and some that were not")
                    .isBetween(1L, events - 1);
            run("replay-platform-rules", "--last=1000");
            run("replay-platform-rules", "--last=1000");
            for (var effect : List.of("first", "third")) {
                assertThat(number(
                                connection,
                                "SELECT count(DISTINCT payload ->> 'event_id') FROM notification WHERE title = '"
                                        + effect + "'"))
                        .isEqualTo(events);
            }
            assertThat(excess(connection)).isZero();
            assertThat(number(connection, "SELECT count(*) FROM delivery")).isEqualTo(events);
            assertThat(number(connection, "SELECT count(*) FROM rule_effect")).isEqualTo(3 * events);
        }
    }

    @Test
    void aRequestThatIsKilledHasHappenedAsAWholeOrNotAtAll() throws Exception {
        for (var halt : List.of(Halt.BETWEEN_TWO_EFFECTS, Halt.WITHIN_THE_COMMIT)) {
            try (var doomed = GuildhallProcess.start(new Home(TestEnvironment.newHome()), Map.of("DATABASE_URL", url));
                    var connection = connect()) {
                var api = Api.at(doomed.address());
                var client = api.client();
                execute(connection, "DELETE FROM rule");
                execute(connection, "UPDATE account SET telegram_id = coalesce(telegram_id, 1) WHERE role = 'admin'");
                api.admin()
                        .post(
                                "/admin/rules/",
                                Map.of(
                                        "name",
                                        "Crash",
                                        "trigger_event_type",
                                        "appointment.created",
                                        "action_json",
                                        List.of(
                                                Map.of("type", "assign_tag", "tag", "killed"),
                                                Map.of(
                                                        "type",
                                                        "create_notification",
                                                        "target",
                                                        "client",
                                                        "title",
                                                        "first"),
                                                Map.of(
                                                        "type",
                                                        "send_telegram",
                                                        "target",
                                                        "client",
                                                        "message",
                                                        "second"))))
                        .expect(201);
                var request = new Thread(() -> {
                    try {
                        client.files();
                    } catch (RuntimeException | AssertionError killed) {
                        // That is what this is about.
                    }
                });
                killAt(halt, null, connection, () -> {
                    request.start();
                    return doomed::kill;
                });
                request.join();
                var orders = number(connection, "SELECT count(*) FROM appointment WHERE client_id = " + client.id());
                assertThat(orders).isLessThanOrEqualTo(1);
                for (var what : Stream.of(
                                "appointment WHERE platform_tags @> '[\"killed\"]' AND client_id = ",
                                "notification WHERE account_id = ",
                                "delivery WHERE account_id = ",
                                "platform_event WHERE actor_id = ")
                        .toList()) {
                    assertThat(number(connection, "SELECT count(*) FROM " + what + client.id()))
                            .as("%s: %s", halt, what)
                            .isEqualTo(orders);
                }
            }
        }
    }

    /** Halts what is started, kills it there, and waits until the database has noticed. */
    private static void killAt(Halt halt, @Nullable Long event, Connection connection, Start start) throws Exception {
        var constraint = halt.moment.contains("DEFERRABLE");
        execute(
                connection,
                "CREATE OR REPLACE FUNCTION halt() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                        + (event == null ? "" : " IF " + halt.event + " = " + event + " THEN")
                        + " PERFORM pg_advisory_xact_lock(" + LOCK + ");" + (event == null ? "" : " END IF;")
                        + " RETURN NEW; END $$");
        var table = halt.moment.replaceAll(".* ON (\\w+).*", "$1");
        execute(connection, halt.name(constraint) + " FOR EACH ROW EXECUTE FUNCTION halt()");
        execute(connection, "SELECT pg_advisory_lock(" + LOCK + ")");
        var kill = start.start();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> number(
                                connection,
                                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = " + LOCK
                                        + " AND NOT granted")
                        > 0);
        kill.kill();
        execute(connection, "SELECT pg_advisory_unlock(" + LOCK + ")");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> number(
                                connection,
                                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
                        == 0);
        execute(connection, "DROP TRIGGER halt ON " + table);
    }

    /** How many effects there are too many. */
    private static long excess(Connection connection) throws SQLException {
        return number(connection, """
                SELECT coalesce(sum(n - 1), 0) FROM (
                    SELECT count(*) n FROM notification GROUP BY title, payload ->> 'event_id', account_id
                    UNION ALL SELECT count(*) FROM delivery GROUP BY event_id, account_id) e""");
    }

    private Start start(String... command) {
        return () -> {
            var process = builder(command).start();
            return () -> process.destroyForcibly().waitFor();
        };
    }

    private void run(String... command) throws IOException, InterruptedException {
        assertThat(builder(command).start().waitFor()).isZero();
    }

    private ProcessBuilder builder(String... command) {
        var arguments = new ArrayList<>(List.of("--spring.profiles.active=cli"));
        arguments.addAll(List.of(command));
        var builder = OwnProcess.of(home, arguments.toArray(String[]::new))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.resolve("commands.log").toFile()));
        builder.environment().put("DATABASE_URL", url);
        return builder;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url.replaceFirst(
                "postgresql://(.+):(.+)@([^?]+)\\?(.*)", "jdbc:postgresql://$3?user=$1&password=$2&$4"));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Starts something. */
    @FunctionalInterface
    private interface Start {
        Kill start() throws IOException;
    }

    /** Kills it. */
    @FunctionalInterface
    private interface Kill {
        void kill() throws InterruptedException;
    }
}
