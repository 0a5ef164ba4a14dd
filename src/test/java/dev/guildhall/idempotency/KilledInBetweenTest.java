package dev.guildhall.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.database.GuildhallProcess;
import dev.guildhall.shared.Home;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.Api.Answer;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.TestDatabase;
import dev.guildhall.testing.TestEnvironment;
import dev.guildhall.testing.Together;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** A node is killed in the middle of a request with a key: sent again, to whatever node, it is carried out once in all. */
class KilledInBetweenTest {

    private final String address = TestDatabase.newUrl();
    private final Map<String, String> settings = Map.of("DATABASE_URL", address, "DATABASE_POOL_SIZE", "5");

    @Test
    void nothingIsDoneTwice() throws Exception {
        try (var doomed = GuildhallProcess.start(new Home(TestEnvironment.newHome()), settings);
                var survivor = GuildhallProcess.start(new Home(TestEnvironment.newHome()), settings);
                var database = connect()) {
            var client = Api.at(doomed.address()).client();
            var halted = halted(doomed.address(), client, database);

            doomed.kill();
            assertThat(halted.join()).isEqualTo(0);
            assertThat(count(database, "appointment")).isZero();
            // The server still waits with what the dead node has asked for last.
            post(survivor.address(), client, "one").expect(409);
            database.rollback();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> post(survivor.address(), client, "one").status() == 201);

            assertThat(post(survivor.address(), client, "one").headers().getFirst("Idempotent-Replayed"))
                    .isEqualTo("true");
            assertThat(count(database, "appointment")).isEqualTo(1);
            assertThat(count(database, "platform_event")).isEqualTo(1);
        }
    }

    @Test
    void whatWasDoneBeforeTheAnswerWasLostIsToldAndNotDoneAgain() throws Exception {
        try (var doomed = GuildhallProcess.start(new Home(TestEnvironment.newHome()), settings);
                var survivor = GuildhallProcess.start(new Home(TestEnvironment.newHome()), settings);
                var database = connect()) {
            var client = Api.at(doomed.address()).client();
            var answer = post(doomed.address(), client, "two").expect(201);
            doomed.kill();

            var again = post(survivor.address(), client, "two");

            assertThat(again.expect(201).path("id")).isEqualTo(answer.path("id"));
            assertThat(again.headers().getFirst("Idempotent-Replayed")).isEqualTo("true");
            assertThat(count(database, "appointment")).isEqualTo(1);
        }
    }

    /** A request that has done everything but keep its key and commit. */
    private CompletableFuture<Integer> halted(String node, Person client, Connection database) throws SQLException {
        database.setAutoCommit(false);
        try (var statement = database.createStatement()) {
            statement.execute("LOCK TABLE idempotency_key IN EXCLUSIVE MODE");
        }
        var request = Together.meanwhile(() -> {
            try {
                return post(node, client, "one").status();
            } catch (RuntimeException gone) {
                return 0;
            }
        });
        await().atMost(Duration.ofSeconds(30)).until(() -> isWaiting(database));
        return request;
    }

    private static boolean isWaiting(Connection database) throws SQLException {
        return count(database, "pg_locks WHERE NOT granted AND relation = 'idempotency_key'::regclass") == 1;
    }

    private static Answer post(String node, Person client, String key) {
        return Api.at(node)
                .send(
                        HttpMethod.POST,
                        "/api/v1/appointments/",
                        client.token(),
                        Person.anAppointment(),
                        Map.of("Idempotency-Key", key));
    }

    private Connection connect() throws SQLException {
        var uri = URI.create(address);
        var user = uri.getUserInfo().split(":", 2);
        return DriverManager.getConnection(
                "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath() + "?sslmode=disable",
                user[0],
                user[1]);
    }

    private static long count(Connection database, String table) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
