package dev.guildhall.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.shared.Home;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.OwnProcess;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.TestEnvironment;
import dev.guildhall.testing.Together;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hundreds of callers hang up in the middle of their writes; then thousands of writes are acknowledged; then the process is killed.
 * Whatever was acknowledged is there.
 */
class HangUpStormTest {

    /** A storm is more than anybody may. */
    private static final Map<String, String> UNLIMITED = Map.of("RATE_LIMIT_USER", "0", "RATE_LIMIT_MESSAGES", "0");

    private static final int CALLERS_AT_ONCE = 8;
    private static final int HANG_UPS_EACH = 100;

    /** More than the pool has connections, so that each of them is used. */
    private static final int WRITERS = 30;

    private static final int ROUNDS_EACH = 30;

    /** Of each of these, several callers want to change the status at the same time. */
    private static final int DISPUTED_ORDERS = 6;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Home home = new Home(TestEnvironment.newHome());

    @Test
    void losesNothingThatWasAcknowledged() throws Exception {
        shareBinaries();
        List<Acknowledged> acknowledged;
        Person client;
        try (var server = GuildhallProcess.start(home, UNLIMITED)) {
            var people = new People(server);
            client = people.client;

            storm(server, people);
            assertThatNobodyIsInATransaction(server);
            acknowledged = write(server, people);

            // A write that is a single statement goes astray where the next transaction would commit what it has found.
            storm(server, people);
            assertThatNobodyIsInATransaction(server);
            markAsRead(acknowledged, server, people);
            assertThatNobodyIsInATransaction(server);
            server.kill();

            try (var restarted = GuildhallProcess.start(home, UNLIMITED)) {
                assertThat(missing(acknowledged, restarted)).isEmpty();
                var last = acknowledged.get(acknowledged.size() - 1);
                var order = new Person(Api.at(restarted.address()), client.id(), client.username(), client.token())
                        .sees(last.order);
                assertThat(order.path("unread_count").asInt()).isZero();
            }
        }
    }

    /** So that the test above says something: this is what it would see. */
    @Test
    void leavesConnectionsInTransactionsWithoutShieldAndGuard() throws Exception {
        shareBinaries();
        var unprotected = OwnProcess.withOtherClasses(home.path(), Unprotected.classes());
        try (var server = GuildhallProcess.start(home, unprotected, UNLIMITED);
                var database = server.database()) {
            var people = new People(server);

            await().atMost(Duration.ofMinutes(2)).until(() -> {
                storm(server, people);
                return forgotten(database) > 0;
            });
        }
    }

    /** Connections that somebody has left in the middle of a transaction, and nobody has missed for a while. */
    private static long forgotten(Connection database) {
        return count(database, """
                SELECT count(*) FROM pg_stat_activity
                 WHERE application_name = 'guildhall' AND state = 'idle in transaction'
                   AND state_change < clock_timestamp() - interval '300 milliseconds'""", null);
    }

    private void shareBinaries() throws IOException {
        Files.createSymbolicLink(
                home.path().resolve("postgres-binaries"),
                Files.createDirectories(Path.of("target", "postgres-binaries")).toAbsolutePath());
    }

    /** Everybody sends a whole request, and resets the connection at some moment while it is worked on. */
    private static void storm(GuildhallProcess server, People people) {
        var longest = 3 * Math.max(people.duration(), Duration.ofMillis(2).toNanos());
        Together.times(CALLERS_AT_ONCE, caller -> {
            var random = new Random(caller);
            for (int i = 0; i < HANG_UPS_EACH; i++) {
                hangUp(server, people.anyRequest(random), (long) (longest * random.nextDouble() * random.nextDouble()));
            }
            return caller;
        });
    }

    private static void hangUp(GuildhallProcess server, byte[] request, long afterNanos) {
        try (var socket = server.connect()) {
            socket.setTcpNoDelay(true);
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(request);
            LockSupport.parkNanos(afterNanos);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In every round two writes: an order, and a message about it. */
    private static List<Acknowledged> write(GuildhallProcess server, People people) {
        return Together.times(WRITERS, writer -> {
                    var http = HttpClient.newHttpClient();
                    List<Acknowledged> done = new ArrayList<>();
                    for (int round = 0; round < ROUNDS_EACH; round++) {
                        done.add(write(http, server, people));
                    }
                    return done;
                })
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static Acknowledged write(HttpClient http, GuildhallProcess server, People people) {
        var order = post(http, server, "/appointments/", people.client, Person.anAppointment(), 201)
                .path("id")
                .asLong();
        var message = post(
                        http, server, "/appointments/" + order + "/messages/", people.master, Map.of("text", "Hi"), 201)
                .path("id")
                .asLong();
        return new Acknowledged(order, message);
    }

    private static void markAsRead(List<Acknowledged> written, GuildhallProcess server, People people) {
        Together.times(WRITERS, reader -> {
            var http = HttpClient.newHttpClient();
            for (int i = reader; i < written.size(); i += WRITERS) {
                var path = "/appointments/" + written.get(i).order + "/read/";
                var mark = Map.of("last_read_message_id", written.get(i).message);
                post(http, server, path, people.client, mark, 200);
            }
            return reader;
        });
    }

    private static JsonNode post(
            HttpClient http, GuildhallProcess server, String path, Person as, Object body, int expected) {
        var request = HttpRequest.newBuilder(URI.create(server.address() + "/api/v1" + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + as.token())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(expected);
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Soon after the last caller is gone; the database itself would end a forgotten transaction only after 30 s. */
    private static void assertThatNobodyIsInATransaction(GuildhallProcess server) throws Exception {
        try (var database = server.database()) {
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(count(database, """
                            SELECT count(*) FROM pg_stat_activity
                             WHERE application_name = 'guildhall' AND xact_start IS NOT NULL""", null))
                    .as("connections in a transaction")
                    .isZero());
        }
    }

    /** What was acknowledged and is not there. */
    private static List<String> missing(List<Acknowledged> acknowledged, GuildhallProcess server) throws Exception {
        try (var database = server.database()) {
            var orders = acknowledged.stream().map(Acknowledged::order).toArray(Long[]::new);
            var messages = acknowledged.stream().map(Acknowledged::message).toArray(Long[]::new);
            return Stream.of(
                            lost("orders", database, "SELECT count(*) FROM appointment WHERE id = ANY (?)", orders),
                            lost("messages", database, "SELECT count(*) FROM message WHERE id = ANY (?)", messages),
                            lost("read marks", database, """
                                    SELECT count(*) FROM read_state r
                                      JOIN message m ON m.appointment_id = r.appointment_id AND m.id = r.last_read_message_id
                                     WHERE m.id = ANY (?)""", messages))
                    .filter(line -> !line.startsWith("0 "))
                    .toList();
        }
    }

    private static String lost(String what, Connection database, String sql, Long[] ids) {
        return (ids.length - count(database, sql, ids)) + " of " + ids.length + " " + what;
    }

    private static long count(Connection database, String sql, Long @Nullable [] ids) {
        try (var statement = database.prepareStatement(sql)) {
            if (ids != null) {
                statement.setArray(1, database.createArrayOf("bigint", ids));
            }
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An order, and a message about it. */
    private record Acknowledged(long order, long message) {}

    /** Who is there, and what they may want. */
    private static final class People {

        private final Person admin;
        private final Person client;
        private final Person master;
        private final List<Long> disputed;

        private People(GuildhallProcess server) {
            var api = Api.at(server.address());
            admin = api.admin();
            client = api.client();
            master = api.master();
            disputed = IntStream.range(0, DISPUTED_ORDERS)
                    .mapToObj(number -> client.files())
                    .toList();
        }

        /** Of one change of a status, in nanoseconds, when the server is warm and has nothing else to do. */
        private long duration() {
            for (int i = 0; i < 10; i++) {
                admin.setsStatus(disputed.get(0), "NEW");
            }
            var start = System.nanoTime();
            for (int i = 0; i < 10; i++) {
                admin.setsStatus(disputed.get(0), "NEW");
            }
            return (System.nanoTime() - start) / 10;
        }

        private byte[] anyRequest(Random random) {
            var order = disputed.get(random.nextInt(disputed.size()));
            return switch (random.nextInt(6)) {
                case 0 -> request("/appointments/", client, Person.anAppointment());
                case 1 -> request("/appointments/" + order + "/messages/", client, Map.of("text", "Hello?"));
                case 2 -> request("/appointments/" + order + "/take/", master, Map.of());
                case 3 -> request("/appointments/" + order + "/set-price/", master, Map.of("total_price", 100));
                case 4 -> request("/admin/appointments/" + order + "/set-status/", admin, Map.of("status", "NEW"));
                default -> request("/admin/appointments/" + order + "/set-status/", admin, Map.of("status", "PAID"));
            };
        }

        private static byte[] request(String path, Person as, Map<String, ?> body) {
            var json = JSON.writeValueAsString(body);
            return """
                    POST /api/v1%s HTTP/1.1\r
                    Host: localhost\r
                    Authorization: Bearer %s\r
                    Content-Type: application/json\r
                    Content-Length: %d\r
                    \r
                    %s""".formatted(path, as.token(), json.length(), json).getBytes(StandardCharsets.UTF_8);
        }
    }
}
