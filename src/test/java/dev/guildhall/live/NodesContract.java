package dev.guildhall.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.event.LiveLog;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.Node;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.TestDatabase;
import dev.guildhall.testing.Together;
import dev.guildhall.testing.Watcher;
import dev.guildhall.testing.Watcher.Frame;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.r2dbc.core.DatabaseClient;

/** What holds for two nodes on one database, whatever bus is between them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class NodesContract {

    private static final int WRITERS = 8;
    private static final int EACH = 15;

    /** How long it may take that a stream ends, or that it shows what nobody has told its node about. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private Node a;
    private Node b;
    private Api apiA;
    private Api apiB;
    private DatabaseClient database;
    private Person client;
    private Person master;
    private long order;

    /** What says which bus there is. */
    abstract Map<String, String> settings();

    /** Breaks the connections over which the nodes of this database hear each other, and says how many there were. */
    abstract long cutOff(DatabaseClient database);

    @BeforeAll
    void startTwoNodes() {
        var url = TestDatabase.newUrl();
        a = Node.start(url, settings());
        b = Node.start(url, settings());
        apiA = a.api();
        apiB = b.api();
        database = a.bean(DatabaseClient.class);
        apiA.admin();
        Await.done(database.sql("""
                        CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS
                        'BEGIN PERFORM pg_sleep(random() * 0.03); RETURN NULL; END'""").then());
        Await.done(database.sql("""
                        CREATE CONSTRAINT TRIGGER late_commit AFTER INSERT ON message DEFERRABLE INITIALLY DEFERRED
                        FOR EACH ROW EXECUTE FUNCTION dawdle()""").then());
    }

    @AfterAll
    void stopThem() {
        a.close();
        b.close();
    }

    @BeforeEach
    void somebodyHasAnOrderTaken() {
        client = apiA.client();
        master = apiA.master();
        order = client.files();
        master.takes(order);
    }

    @Test
    void oneNodeShowsWhatHappensOnTheOther() {
        try (var watcher = apiB.watch(client, "/stream/?topics=user,appointment:" + order, null)) {
            var sent = master.says(order, "Hello");

            assertThat(watcher.await("message.created").payload()).isEqualTo(sent);
            watcher.await("appointment.updated");
        }
    }

    @Test
    void aReaderWhoFlapsBetweenNodesEndsWithExactlyTheLog() {
        var second = client.files();
        master.takes(second);
        var orders = List.of(order, second);
        var topics = "/stream/?topics=user,events,appointment:%d,appointment:%d".formatted(order, second);
        var admin = apiA.admin();
        var seen = new CopyOnWriteArrayList<Frame>();
        var done = new AtomicBoolean();
        var writers = IntStream.range(0, WRITERS)
                .<Callable<String>>mapToObj(writer -> () -> {
                    for (var line = 0; line < EACH; line++) {
                        var api = (writer + line) % 2 == 0 ? apiA : apiB;
                        on(api, writer % 2 == 0 ? client : master)
                                .says(orders.get((writer / 2 + line) % 2), writer + "/" + line);
                    }
                    return "";
                })
                .toList();
        var all = new ArrayList<Callable<String>>(writers);
        var start = where(apiA, admin, topics);
        all.add(() -> flap(admin, topics, start, seen, done));

        var cursor = Together.all(withEnd(all, done)).get(WRITERS);

        try (var last = apiA.watch(admin, topics, cursor)) {
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                var whole = new ArrayList<>(seen);
                whole.addAll(last.data());
                for (var id : orders) {
                    assertThat(seqs(whole, Topics.appointment(id))).isEqualTo(log(Topics.appointment(id), whole));
                }
                var events = whole.stream()
                        .filter(frame -> frame.event().equals("event.recorded"))
                        .map(Frame::seq)
                        .toList();
                assertThat(events).doesNotHaveDuplicates().containsAll(messageEvents(orders));
            });
        }
    }

    /** Reads a while on one node, then on the other; the cursor it ends with. */
    private String flap(Person reader, String topics, String start, List<Frame> seen, AtomicBoolean done) {
        var cursor = start;
        for (var turn = 0; !done.get(); turn++) {
            try (var watcher = (turn % 2 == 0 ? apiA : apiB).watch(reader, topics, cursor)) {
                var enough = turn % 7;
                await().pollInterval(Duration.ofMillis(2))
                        .until(() -> watcher.data().size() >= enough || done.get());
                var frames = watcher.frames();
                seen.addAll(frames.stream().filter(Frame::isData).toList());
                cursor = frames.stream()
                        .filter(frame -> !frame.id().isEmpty())
                        .reduce((before, after) -> after)
                        .orElseThrow()
                        .id();
            }
        }
        return cursor;
    }

    private static String where(Api api, Person reader, String topics) {
        try (var watcher = api.watch(reader, topics, null)) {
            return watcher.cursor();
        }
    }

    private static List<Callable<String>> withEnd(List<Callable<String>> all, AtomicBoolean done) {
        var left = new AtomicInteger(WRITERS);
        return IntStream.range(0, all.size())
                .<Callable<String>>mapToObj(number -> () -> {
                    try {
                        return all.get(number).call();
                    } finally {
                        if (number < WRITERS && left.decrementAndGet() == 0) {
                            done.set(true);
                        }
                    }
                })
                .toList();
    }

    @Test
    void aConnectionThatBreaksIsMadeAnewAndNothingIsMissed() {
        try (var watcher = apiB.watch(client, "/stream/?topics=appointment:" + order, null)) {
            for (var line = 0; line < 20; line++) {
                if (line % 5 == 0) {
                    await().until(() -> cutOff(database) > 0);
                }
                master.says(order, "line " + line);
            }
            watcher.await("message.created", 20);
            assertThat(watcher.data("message.created"))
                    .extracting(frame -> frame.payload().path("text").asString())
                    .containsExactlyElementsOf(IntStream.range(0, 20)
                            .mapToObj(line -> "line " + line)
                            .toList());
        }
    }

    @Test
    void whatNobodyHasToldTheNodeIsShownInTwoSeconds() {
        try (var watcher = apiB.watch(client, "/stream/?topics=appointment:" + order, null)) {
            master.says(order, "Hello");
            watcher.await("message.created");

            appendTheLastLineAgain(Topics.appointment(order));

            watcher.await("message.created", 2, LIMIT);
        }
    }

    /** As the nodes do, but no node hears of it. */
    private void appendTheLastLineAgain(String topic) {
        Await.done(database.sql("""
                        WITH note (topic, type, data, ordinality) AS (
                            SELECT topic, type, data, 1 FROM live_log WHERE topic = $1 AND type = 'message.created')""" + LiveLog.append("$2") + " SELECT 1")
                .bind(0, topic)
                .bind(1, Instant.now())
                .then());
    }

    @Test
    void aBanEndsTheStreamsOnEveryNode() {
        try (var watcher = apiB.watch(client, "/stream/?topics=user,appointment:" + order, null)) {
            apiA.admin()
                    .post("/admin/users/" + client.id() + "/ban/", Map.of("reason", "enough"))
                    .expect(200);
            master.says(order, "after");

            watcher.awaitEnd(LIMIT);
            assertThat(watcher.await("bye").data().path("reason").asString()).isEqualTo("revoked");
            assertThat(watcher.data("message.created")).isEmpty();
        }
        await().atMost(Duration.ofSeconds(1))
                .until(() -> on(apiB, client)
                                .act(order, "messages", Map.of("text", "still here?"))
                                .status()
                        == 403);
    }

    @Test
    void endingASessionEndsItsStreamsAndTokensOnEveryNode() {
        var login = Api.telegramLogin(System.nanoTime());
        var phone = signedIn(apiB, login);
        var laptop = signedIn(apiA, login);
        try (var watcher = apiB.watch(phone, "/stream/?topics=user", null)) {
            laptop.post("/me/sessions/revoke-others/").expect(200);

            watcher.awaitEnd(LIMIT);
            assertThat(watcher.await("bye").data().path("reason").asString()).isEqualTo("revoked");
        }
        await().atMost(Duration.ofSeconds(1)).until(() -> phone.get("/me/").status() == 401);
        on(apiB, laptop).get("/me/").expect(200);
    }

    private static Person signedIn(Api api, Map<String, ?> login) {
        var body = api.telegram(login).expect(200);
        return new Person(
                api,
                body.at("/user/id").asLong(),
                body.at("/user/username").asString(),
                body.path("access").asString());
    }

    @Test
    void whoeverHearsOfAFlagOnOneNodeIsToldOfItThere() {
        var admin = apiA.admin();
        var name = "flag-" + UUID.randomUUID();
        var flag = admin.post("/admin/feature-flags/", Map.of("name", name, "rollout_percentage", 100))
                .expect(201)
                .path("id")
                .asLong();
        var reader = on(apiB, client);
        try (var watcher = apiB.watch(client, "/stream/?topics=user", null)) {
            for (var round = 1; round <= 10; round++) {
                var enabled = round % 2 == 1;
                admin.patch("/admin/feature-flags/" + flag + "/", Map.of("is_enabled", enabled))
                        .expect(200);
                watcher.await("flags.changed", round);
                assertThat(reader.get("/flags/")
                                .expect(200)
                                .valueStream()
                                .filter(it -> it.path("name").asString().equals(name))
                                .map(it -> it.path("enabled").asBoolean()))
                        .containsExactly(enabled);
            }
        }
    }

    @Test
    void anotherRoleEndsTheStreamsOnEveryNode() {
        try (var watcher = apiB.watch(master, "/stream/?topics=queue", null)) {
            apiA.admin()
                    .post("/admin/users/" + master.id() + "/role/", Map.of("role", "client"))
                    .expect(200);
            client.files();

            watcher.awaitEnd(LIMIT);
            assertThat(watcher.await("bye").data().path("reason").asString()).isEqualTo("revoked");
            assertThat(watcher.data()).isEmpty();
        }
    }

    @Test
    void whoLosesTheOrderLosesItsStream() {
        var other = apiA.master();
        try (var watcher = apiB.watch(master, "/stream/?topics=appointment:" + order, null)) {
            apiA.admin()
                    .post("/admin/appointments/" + order + "/assign/", Map.of("master", other.id()))
                    .expect(200);
            client.says(order, "for the new one only");

            watcher.awaitEnd(LIMIT);
            var bye = watcher.await("bye");
            assertThat(bye.data().path("reason").asString()).isEqualTo("forbidden");
            assertThat(bye.data().at("/topics/0").asString()).isEqualTo("appointment:" + order);
            assertThat(watcher.data("message.created")).isEmpty();
        }
        try (var watcher = apiB.watch(master, "/stream/", null)) {
            assertThat(watcher.frames()).hasSize(1);
        }
    }

    @Test
    void aTicketOpensOneStreamOnWhateverNode() {
        var ticket = client.post("/stream/tickets/").expect(201).path("ticket").asString();

        var opened = Together.times(6, number -> {
            var address = number % 2 == 0 ? a.address() : b.address();
            try (var watcher = Watcher.open(
                    HttpRequest.newBuilder(URI.create(address + "/api/v1/stream/?topics=user&ticket=" + ticket))
                            .build())) {
                return watcher.frames().size();
            } catch (AssertionError refused) {
                assertThat(refused).hasMessageContaining(" 401");
                return 0;
            }
        });

        assertThat(opened.stream().filter(frames -> frames > 0)).hasSize(1);
    }

    @Test
    void typingIsSeenOnTheOtherNodeAndKeptNowhere() {
        try (var masters = apiB.watch(master, "/stream/?topics=appointment:" + order, null);
                var clients = apiB.watch(client, "/stream/?topics=appointment:" + order, null)) {
            typesUntilSeen(client, masters);

            var typing = masters.await("typing");
            assertThat(typing.payload().path("account").asLong()).isEqualTo(client.id());
            assertThat(typing.id()).isEmpty();
            master.says(order, "I see");
            clients.await("message.created");
            assertThat(clients.data("typing")).isEmpty();
            assertThat(log(Topics.appointment(order), List.of())).hasSize((int) head(Topics.appointment(order)));
        }
    }

    @Test
    void aNodeThatHasPausedHearsAndTellsAsBefore() {
        b.pauseAndGoOn();
        try (var masters = apiB.watch(master, "/stream/?topics=user,appointment:" + order, null);
                var clients = apiA.watch(client, "/stream/?topics=user,appointment:" + order, null)) {
            typesUntilSeen(client, masters);
            client.says(order, "Hello");
            masters.await("message.created");
            on(apiB, master).says(order, "Hello yourself");
            clients.await("message.created", 2);
            typesUntilSeen(on(apiB, master), clients);
        }
    }

    /** It is told once and kept nowhere: a node that is just coming back to the bus does not hear of it. */
    private void typesUntilSeen(Person person, Watcher other) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    person.post("/appointments/" + order + "/typing/").expect(204);
                    return !other.data("typing").isEmpty();
                });
    }

    private static Person on(Api api, Person person) {
        return new Person(api, person.id(), person.username(), person.token());
    }

    private static List<Long> seqs(List<Frame> frames, String topic) {
        return frames.stream()
                .filter(frame -> frame.topic().equals(topic))
                .map(Frame::seq)
                .toList();
    }

    /** The numbers there are from the first that was seen on. */
    private List<Long> log(String topic, List<Frame> seen) {
        var first = seen.isEmpty() ? 1 : seqs(seen, topic).get(0);
        var stored =
                Await.all(database.sql("SELECT seq FROM live_log WHERE topic = :topic AND seq >= :first ORDER BY seq")
                        .bind("topic", topic)
                        .bind("first", first)
                        .mapValue(Long.class)
                        .all());
        assertThat(stored)
                .isEqualTo(LongStream.rangeClosed(first, head(topic)).boxed().toList());
        return stored;
    }

    private long head(String topic) {
        return Await.value(database.sql("SELECT head FROM live_topic WHERE topic = :topic")
                .bind("topic", topic)
                .mapValue(Long.class)
                .one());
    }

    private List<Long> messageEvents(List<Long> orders) {
        return Await.all(database.sql("""
                        SELECT id FROM platform_event WHERE event_type = 'chat.message_sent'
                           AND (payload ->> 'appointment_id')::bigint = ANY(:orders)""")
                .bind("orders", orders.toArray(Long[]::new))
                .mapValue(Long.class)
                .all());
    }
}
