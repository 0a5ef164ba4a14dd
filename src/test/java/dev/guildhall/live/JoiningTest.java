package dev.guildhall.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.guildhall.database.UnpooledConnections;
import dev.guildhall.live.Streams.EventFilter;
import dev.guildhall.live.Streams.Request;
import dev.guildhall.security.Session;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.Forbidden;
import dev.guildhall.shared.Role;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import io.r2dbc.postgresql.api.PostgresqlResult;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Streams that are opened, or fail, while others are being told something. */
@GuildhallTest
class JoiningTest {

    private static final String READ_ALL = """
            {"ids": [], "all": true, "read_at": "2026-11-26T10:00:00.000000Z"}""";

    @Autowired
    private Api api;

    @Autowired
    private Streams streams;

    @Autowired
    private Hub hub;

    @Autowired
    private UnpooledConnections connections;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private Clock clock;

    @Test
    void whoJoinsWhileSomethingIsHandedOutSeesItAsItIs() {
        var client = api.client();
        var master = api.master();
        var order = client.files();
        master.takes(order);
        var topic = Topics.appointment(order);
        var seen = new CopyOnWriteArrayList<String>();
        try (var first = api.watch(client, "/stream/?topics=" + topic, null)) {
            var second = Await.value(streams.open(request(caller(master), topic)));
            var locking = Await.value(connections.open());
            Await.done(locking.beginTransaction());
            Await.done(locking.createStatement("LOCK TABLE appointment IN ACCESS EXCLUSIVE MODE")
                    .execute()
                    .flatMap(PostgresqlResult::getRowsUpdated)
                    .then());
            write(topic, "appointment.updated", "{\"appointment\": " + order + "}");
            hub.wake(List.of(topic));
            await().until(this::somebodyWaitsForAppointments);

            var reading = second.frames().map(frame -> new String(frame, UTF_8)).subscribe(seen::add);
            for (var turn = 0; turn < 3; turn++) {
                Await.done(Mono.fromRunnable(() -> {}).subscribeOn(hub.thread()));
            }
            Await.done(locking.rollbackTransaction().then(locking.close()));

            first.await("appointment.updated");
            await().untilAsserted(() -> assertThat(seen).anyMatch(frame -> frame.contains("appointment.updated")));
            assertThat(seen.stream().filter(frame -> frame.contains("appointment.updated")))
                    .singleElement()
                    .asString()
                    .contains("\"status\":\"IN_REVIEW\"");
            reading.dispose();
            second.leave().run();
        }
        await().until(() -> hub.countStreams(master.id()) == 0);
    }

    @Test
    void aStreamThatIsOnlyAskedForIsLeft() {
        var client = api.client();

        var answer = api.send(HttpMethod.HEAD, "/api/v1/stream/", client.token(), null);

        assertThat(answer.status()).isEqualTo(200);
        await().until(() -> hub.countStreams(client.id()) == 0);
    }

    @Test
    void whoHasBecomeAnotherSinceTheRequestBeganGetsNoStream() {
        var client = api.client();
        var before = caller(client);
        var asMaster = new Caller(before.id(), before.username(), Role.MASTER, false, true, false);

        assertThatThrownBy(() -> Await.value(streams.open(request(asMaster, Topics.USER))))
                .isInstanceOf(Forbidden.class);

        await().until(() -> hub.countStreams(client.id()) == 0);
    }

    @Test
    void whatCannotBeShownIsNotPassedOverInSilence() {
        var client = api.client();
        try (var watcher = api.watch(client, "/stream/", null)) {
            write(Topics.user(client.id()), "notification.read", """
                    {"ids": [], "all": "nonsense", "read_at": ""}""");

            var resync = watcher.await("resync");
            assertThat(resync.data().path("reason").asString()).isEqualTo("failed");
            assertThat(resync.data().path("topics").get(0).asString()).isEqualTo(Topics.user(client.id()));

            write(Topics.user(client.id()), "notification.read", READ_ALL);
            watcher.await("notification.read");
        }
    }

    @Test
    void whatCannotBeReadInOneTopicHoldsUpNoOther() {
        var client = api.client();
        var broken = client.files();
        var whole = client.files();
        var topics = "/stream/?topics=appointment:%d,appointment:%d".formatted(broken, whole);
        try (var watcher = api.watch(client, topics, null)) {
            write(Topics.appointment(broken), "timeline.added", """
                    {"row": "nonsense"}""");
            hub.wake(List.of(Topics.appointment(broken)));
            for (var line = 0; line < 3; line++) {
                client.says(whole, "line " + line);
                watcher.await("message.created", line + 1);
            }
        }
    }

    private boolean somebodyWaitsForAppointments() {
        return Await.value(database.sql("""
                        SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'appointment'::regclass)""").mapValue(Boolean.class).one());
    }

    /** A line in the log of a topic, as if the use case had written it. */
    private void write(String topic, String type, String data) {
        Await.done(database.sql("""
                        WITH next AS (INSERT INTO live_topic (topic, head) VALUES (:topic, 1)
                                      ON CONFLICT (topic) DO UPDATE SET head = live_topic.head + 1 RETURNING head)
                        INSERT INTO live_log (topic, seq, type, data, occurred_at)
                        SELECT :topic, head, :type, :data::jsonb, :now FROM next""")
                .bind("topic", topic)
                .bind("type", type)
                .bind("data", data)
                .bind("now", clock.instant())
                .then());
    }

    private Caller caller(Person person) {
        var role = Role.of(person.me().path("role").asString());
        return new Caller(person.id(), person.username(), role, false, role == Role.MASTER, false);
    }

    private Request request(Caller caller, String topic) {
        var session = new Session(caller, null, clock.instant(), clock.instant().plus(Duration.ofMinutes(5)));
        return new Request(
                new LiveReader(caller, "http://localhost"),
                List.of(topic),
                new EventFilter(Optional.empty(), Optional.empty()),
                session,
                Optional.empty());
    }
}
