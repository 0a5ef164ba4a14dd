package dev.guildhall.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.shared.Home;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.TestEnvironment;
import dev.guildhall.testing.Watcher.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/**
 * The clock of the machine jumps, for a server and its embedded PostgreSQL at once: both run on libfaketime, which {@code .ci/run}
 * installs (Debian's package {@code faketime}). Of the application's clock alone, more is asked in {@code ClockJumpTest}.
 */
class MachineClockTest {

    private static final Duration HOUR = Duration.ofHours(1);

    /** How long two moments may be apart that are meant to be the same. */
    private static final Duration TOLERANCE = Duration.ofMinutes(2);

    private static final Duration NOTICED_WITHIN = Duration.ofSeconds(60);

    private final Home home = new Home(TestEnvironment.newHome());
    private final Path offset = home.path().resolve("clock");

    private GuildhallProcess server;
    private Connection database;
    private Api api;

    @BeforeEach
    void start() throws Exception {
        var library = fakeTime();
        assumeThat(library).as("libfaketime").isPresent();
        Files.writeString(offset, "+0");
        server = GuildhallProcess.start(
                home,
                Map.of(
                        "LD_PRELOAD", library.orElseThrow().toString(),
                        "FAKETIME_TIMESTAMP_FILE", offset.toString(),
                        "FAKETIME_CACHE_DURATION", "1",
                        // What measures how long something takes is not turned; nor may waiting for it be, which would
                        // never wait.
                        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                        "FAKETIME_FORCE_MONOTONIC_FIX", "0"));
        database = server.database();
        api = Api.at(server.address());
    }

    @AfterEach
    void stop() throws Exception {
        if (database != null) {
            database.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void nothingIsLostOrDoubledWhenItJumpsAheadAndBackAndBehind() throws Exception {
        var client = api.client();
        var master = api.master();
        var order = client.files();
        var topics = "/stream/?topics=appointment:" + order;
        var key = Map.of("Idempotency-Key", "clock-of-" + client.id());
        master.takes(order);
        List<Frame> seen;
        long filed;
        try (var stream = api.watch(client, topics, null)) {
            client.says(order, "before");
            stream.await("message.created", 1);

            turn("+1h");
            await().atMost(NOTICED_WITHIN).until(() -> client.get("/me/").status() == 401);
            awaitInDatabase(HOUR);
            stream.awaitEnd(NOTICED_WITHIN);
            seen = stream.data();
        }
        again(client).says(order, "ahead");
        again(master).prices(order, 100);
        filed = files(again(client), key);

        turn("+0");
        await().atMost(NOTICED_WITHIN).until(() -> client.get("/me/").status() == 200);
        awaitInDatabase(Duration.ZERO);
        client.pays(order);
        client.says(order, "back");
        master.confirms(order);
        assertThat(files(client, key)).isEqualTo(filed);

        turn("-1h");
        await().atMost(NOTICED_WITHIN).until(() -> isNow(serverTime(), HOUR.negated()));
        awaitInDatabase(HOUR.negated());
        master.starts(order);
        client.says(order, "behind");
        master.completes(order);

        turn("+0");
        await().atMost(NOTICED_WITHIN).until(() -> isNow(serverTime(), Duration.ZERO));
        assertThat(client.timeline(order)
                        .valueStream()
                        .filter(row -> row.path("event_type").asString().equals("status_changed"))
                        .map(row -> row.path("from_status").asString() + " "
                                + row.path("to_status").asString()))
                .as("the newest first")
                .containsExactly(
                        "IN_PROGRESS COMPLETED",
                        "PAID IN_PROGRESS",
                        "PAYMENT_PROOF_UPLOADED PAID",
                        "AWAITING_PAYMENT PAYMENT_PROOF_UPLOADED",
                        "IN_REVIEW AWAITING_PAYMENT",
                        "NEW IN_REVIEW");
        assertThat(client.get("/appointments/" + order + "/messages/")
                        .expect(200)
                        .valueStream())
                .extracting(message -> message.path("text").asString())
                .containsExactly("before", "ahead", "back", "behind");
        assertThat(client.get("/appointments/my/").expect(200)).hasSize(2);
        try (var stream = api.watch(client, topics, seen.get(seen.size() - 1).id())) {
            stream.await(frame ->
                    frame.event().equals("message.created") && text(frame).equals("behind"));
            assertThat(Stream.concat(seen.stream(), stream.data("message.created").stream()))
                    .extracting(MachineClockTest::text)
                    .containsExactly("before", "ahead", "back", "behind");
        }
        assertThat(server.log()).noneMatch(line -> line.contains(" WARN ") || line.contains(" ERROR "));
    }

    private void turn(String by) throws IOException {
        Files.writeString(offset, by);
    }

    private void awaitInDatabase(Duration ahead) {
        await().atMost(NOTICED_WITHIN).until(() -> {
            try (var row = database.createStatement().executeQuery("SELECT clock_timestamp()")) {
                row.next();
                return isNow(row.getObject(1, OffsetDateTime.class).toInstant(), ahead);
            }
        });
    }

    private Instant serverTime() {
        return Instant.parse(api.admin()
                .get("/admin/system/status/")
                .expect(200)
                .path("server_time")
                .asString());
    }

    private static boolean isNow(Instant moment, Duration ahead) {
        return Duration.between(Instant.now().plus(ahead), moment).abs().compareTo(TOLERANCE) < 0;
    }

    private long files(Person client, Map<String, String> key) {
        JsonNode order = api.send(HttpMethod.POST, "/api/v1/appointments/", client.token(), Person.anAppointment(), key)
                .expect(201);
        return order.path("id").asLong();
    }

    /** With a token of this moment: in an hour others have expired. */
    private Person again(Person person) {
        var telegramId = Long.parseLong(person.username().substring("tg_".length()));
        var signedIn = api.telegram(Api.telegramLogin(telegramId, "Again " + UUID.randomUUID()))
                .expect(200);
        return new Person(
                api, person.id(), person.username(), signedIn.path("access").asString());
    }

    private static String text(Frame frame) {
        return frame.payload().path("text").asString("");
    }

    private static Optional<Path> fakeTime() throws IOException {
        try (var machines = Files.list(Path.of("/usr/lib"))) {
            return machines.map(machine -> machine.resolve("faketime").resolve("libfaketimeMT.so.1"))
                    .filter(Files::exists)
                    .findFirst();
        } catch (NoSuchFileException anotherSystem) {
            return Optional.empty();
        }
    }
}
