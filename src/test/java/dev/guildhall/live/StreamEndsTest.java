package dev.guildhall.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.TestClock;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;

/** How streams are refused, where they start over, and how they end. */
@GuildhallTest
class StreamEndsTest extends TakenOrder {

    /** More than all the buffers on the way to a reader can hold. */
    private static final int MANY = 1_500;

    @Autowired
    private Hub hub;

    @Autowired
    private LiveTidying tidying;

    @Autowired
    private TestClock clock;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private MeterRegistry meters;

    @ParameterizedTest
    @CsvSource({
        "nonsense, 400",
        "appointment, 400",
        "appointment:, 400",
        "appointment:x, 400",
        "user:1, 400",
        "appointment:999999999999, 404",
        "appointment:99999999999999999999999999, 404",
        "queue, 403",
        "events, 403"
    })
    void refusesTopicsThatAreNone(String topic, int status) {
        var answer = client.get("/stream/?topics=user," + topic);

        assertThat(answer.status()).isEqualTo(status);
        if (status == 400) {
            assertThat(answer.body().has("topics")).isTrue();
        }
    }

    @Test
    void refusesStrangersAndTheUnknown() {
        var path = "/appointments/" + order + "/messages/stream/";
        assertThat(api.client().get(path).status()).isEqualTo(403);
        assertThat(api.send(HttpMethod.GET, "/api/v1" + path, null, null).status())
                .isEqualTo(401);
        assertThat(api.send(HttpMethod.GET, "/api/v1/stream/?ticket=nonsense", null, null)
                        .status())
                .isEqualTo(401);
        assertThat(api.send(HttpMethod.GET, "/api/v1/me/?ticket=" + ticket(), null, null)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aTicketIsGoodForHalfAMinute() {
        var ticket = ticket();
        try (var later = clock.ahead(Duration.ofSeconds(31))) {
            assertThat(later).isNotNull();
            assertThat(api.send(HttpMethod.GET, "/api/v1/stream/?ticket=" + ticket, null, null)
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void aTicketIsNoGoodWhenItsSessionHasEnded() {
        var session = api.telegram(Api.telegramLogin(System.nanoTime())).expect(200);
        var visitor = new Person(
                api,
                session.at("/user/id").asLong(),
                session.at("/user/username").asString(),
                session.path("access").asString());
        var ticket = visitor.post("/stream/tickets/").expect(201).path("ticket").asString();
        var mine = visitor.get("/me/sessions/").expect(200).get(0).path("id").asString();
        visitor.delete("/me/sessions/" + mine + "/").expect(204);

        assertThat(api.send(HttpMethod.GET, "/api/v1/stream/?ticket=" + ticket, null, null)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void startsOverWhoeverBringsACursorNobodyIssued() {
        for (var nonsense : new String[] {"7", "nonsense", "1~1~user:1=5~AAAAAAAAAAAAAAAAAAAAAA", "x".repeat(2_000)}) {
            try (var watcher = api.watch(client, "/stream/", nonsense)) {
                var resync = watcher.await("resync");
                assertThat(resync.data().path("reason").asString()).isEqualTo("unknown_cursor");
                assertThat(resync.data().path("topics")).hasSize(2);
                assertThat(resync.id()).isNotEmpty();
                master.says(order, "after " + nonsense.length());
                watcher.await("appointment.updated");
            }
        }
    }

    @Test
    void startsOverWhoeverBringsSomebodyElsesCursor() {
        String foreign;
        try (var watcher = api.watch(master, "/stream/", null)) {
            foreign = watcher.cursor();
        }
        client.says(order, "for the master");
        try (var watcher = api.watch(client, "/stream/", foreign)) {
            assertThat(watcher.await("resync").data().path("reason").asString()).isEqualTo("foreign_cursor");
            assertThat(watcher.data()).isEmpty();
        }
    }

    @Test
    void startsOverWhoeverWasAwayForLongerThanTheLogIsKept() {
        String cursor;
        try (var watcher = api.watch(client, "/stream/?topics=appointment:" + order, null)) {
            cursor = watcher.cursor();
        }
        master.says(order, "forgotten");
        Await.done(database.sql("DELETE FROM live_log WHERE topic = 'appointment:" + order + "'")
                .then());

        try (var watcher = api.watch(client, "/stream/?topics=appointment:" + order, cursor)) {
            var resync = watcher.await("resync");
            assertThat(resync.data().path("reason").asString()).isEqualTo("expired_cursor");
            assertThat(resync.data().path("topics").get(0).asString()).isEqualTo("appointment:" + order);
            var sent = master.says(order, "remembered");
            assertThat(watcher.await("message.created").payload()).isEqualTo(sent);
        }
    }

    @Test
    void keepsAPartitionForEachDayAndDropsWhatIsTooOld() {
        try (var later = clock.ahead(Duration.ofDays(3_650))) {
            assertThat(later).isNotNull();
            Await.done(tidying.tidyUp());
            var day = clock.instant().toString().substring(0, 10).replace("-", "");
            assertThat(partitions()).contains("live_log_" + day);
        }
        try (var muchLater = clock.ahead(Duration.ofDays(3_660))) {
            assertThat(muchLater).isNotNull();
            var before = partitions();
            Await.done(tidying.tidyUp());
            assertThat(partitions()).hasSizeLessThan(before.size() + 3);
            var oldest = clock.instant()
                    .minus(Duration.ofDays(7))
                    .toString()
                    .substring(0, 10)
                    .replace("-", "");
            assertThat(partitions().stream().filter(name -> name.matches("live_log_[0-9]{8}")))
                    .allMatch(name -> name.compareTo("live_log_" + oldest) >= 0);
        }
        Await.done(tidying.tidyUp());
        assertThat(partitions()).contains("live_log_" + today());
    }

    @Test
    void linesThatCameBeforeThePartitionOfTheirDayMoveIn() {
        try (var later = clock.ahead(Duration.ofDays(7_300))) {
            assertThat(later).isNotNull();
            var day = clock.instant().toString().substring(0, 10).replace("-", "");
            Await.done(database.sql("INSERT INTO live_log (topic, seq, type, data, occurred_at)" + " VALUES ('test:"
                            + day + "', 1, 'early', '{}', :now)")
                    .bind("now", clock.instant())
                    .then());

            Await.done(tidying.tidyUp());

            assertThat(Await.value(database.sql("SELECT count(*) FROM live_log_" + day + " WHERE type = 'early'")
                            .mapValue(Long.class)
                            .one()))
                    .isEqualTo(1);
        }
    }

    @Test
    void saysWhenAccessHasExpired() {
        try (var watcher = api.watch(client, "/stream/", null)) {
            try (var later = clock.ahead(Duration.ofMinutes(31))) {
                assertThat(later).isNotNull();
                assertThat(watcher.await("bye").data().path("reason").asString())
                        .isEqualTo("expired");
            }
            watcher.awaitEnd();
        }
    }

    @Test
    void aLogoutEndsTheStreamsOfItsSessionOnly() {
        var login = Api.telegramLogin(System.nanoTime());
        var first = api.telegram(login);
        var person = new Person(
                api,
                first.expect(200).at("/user/id").asLong(),
                first.body().at("/user/username").asString(),
                first.body().path("access").asString());
        var second = api.telegram(login).expect(200).path("access").asString();
        var other = new Person(api, person.id(), person.username(), second);
        try (var ended = api.watch(person, "/stream/", null);
                var going = api.watch(other, "/stream/", null)) {
            var cookie = String.valueOf(first.headers().getFirst(HttpHeaders.SET_COOKIE))
                    .split(";")[0];
            api.send(
                            HttpMethod.POST,
                            "/api/v1/auth/logout/",
                            null,
                            Map.of("refresh", cookie.substring(cookie.indexOf('=') + 1)))
                    .expect(200);

            assertThat(ended.await("bye").data().path("reason").asString()).isEqualTo("revoked");
            person.get("/me/");
            other.post("/notifications/mark-read/", Map.of("mark_all", true)).expect(200);
            assertThat(going.isEnded()).isFalse();
        }
    }

    @Test
    void heartsBeatWithTheHeads() {
        try (var watcher = api.watch(client, "/stream/?topics=appointment:" + order, null)) {
            var sent = master.says(order, "Hello");
            var seq = watcher.await(frame -> frame.payload().equals(sent)).seq();
            hub.heartbeat();

            var head = "/topics/appointment:" + order + "/head";
            watcher.await(frame ->
                    frame.event().equals("heartbeat") && frame.data().at(head).asLong() == seq);
        }
    }

    /** As the documentation promises; it is the only test that waits for the clock. */
    @Test
    void aHeartBeatsByItselfWithinFifteenSeconds() {
        try (var watcher = api.watch(client, "/stream/?topics=user", null)) {
            watcher.await("heartbeat", Duration.ofSeconds(17));
        }
    }

    @Test
    void typingIsToldOnceInAWhile() {
        try (var watcher = api.watch(master, "/stream/?topics=appointment:" + order, null)) {
            for (var key = 0; key < 5; key++) {
                client.post("/appointments/" + order + "/typing/").expect(204);
            }
            client.says(order, "done");

            watcher.await("message.created");
            assertThat(watcher.frames())
                    .filteredOn(frame -> frame.event().equals("typing"))
                    .hasSize(1);
        }
    }

    /** Two who take nothing from the network, and what the server may send to them must not pile up: one takes it later, one never. */
    @Test
    void whoTakesNothingIsToldToStartOverAndOthersFeelNothing() throws IOException {
        // Of three bytes each: it takes hundreds of messages to fill what lies between, and six hundred a minute may be
        // written.
        var text = "€".repeat(40_000);
        try (var late = watchByHand();
                var gone = watchByHand();
                var quick = api.watch(client, "/stream/?topics=appointment:" + order, null)) {
            await().until(() -> hub.countStreams(client.id()) == 3);
            var before = overflows();

            for (var line = 0; line < MANY && overflows() < before + 2; line++) {
                master.says(order, text);
            }

            var last = master.says(order, "still here");
            quick.await(frame -> frame.payload().equals(last));
            late.setReceiveBufferSize(1 << 20);
            late.setSoTimeout(30_000);
            var told = new String(late.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(told.substring(told.lastIndexOf("event: ")))
                    .contains("event: resync", "\"overflow\"")
                    .doesNotContain("still here");
            await().atMost(Duration.ofSeconds(40)).until(() -> hub.countStreams(client.id()) == 1);
        }
    }

    /** A stream of which nothing is read. */
    private Socket watchByHand() throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(
                new InetSocketAddress("localhost", URI.create(api.address()).getPort()));
        socket.getOutputStream()
                .write(("GET /api/v1/stream/?topics=appointment:" + order
                                + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + client.token()
                                + "\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private double overflows() {
        return meters.counter("guildhall.live.resyncs", "reason", "overflow").count();
    }

    @Test
    void whoHasGoneCostsNothing() {
        var before = hub.countStreams(client.id());
        for (var turn = 0; turn < 20; turn++) {
            api.watch(client, "/stream/?topics=user,appointment:" + order, null).close();
        }

        await().until(() -> {
            hub.heartbeat();
            return hub.countStreams(client.id()) == before;
        });
    }

    private String ticket() {
        return client.post("/stream/tickets/").expect(201).path("ticket").asString();
    }

    private List<String> partitions() {
        return Await.all(
                database.sql("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'live_log'::regclass")
                        .mapValue(String.class)
                        .all());
    }

    private String today() {
        return clock.instant().toString().substring(0, 10).replace("-", "");
    }
}
