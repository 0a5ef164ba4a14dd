package dev.guildhall.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.Node;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.r2dbc.core.DatabaseClient;

/** What is measured of the streams, read from the registry of a node that nobody else uses. Another one speaks to it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveMetersTest {

    private static final String STREAMS = "guildhall.live.streams";
    private static final String FRAMES = "guildhall.live.frames";
    private static final String RESYNCS = "guildhall.live.resyncs";
    private static final int MORE_THAN_A_PAGE = 250;

    private Node node;
    private Node other;
    private Api api;
    private MeterRegistry meters;
    private Person client;
    private Person master;
    private long order;

    @BeforeAll
    void startTwoNodes() {
        var url = TestDatabase.newUrl();
        node = Node.start(url, Map.of());
        other = Node.start(url, Map.of());
        api = node.api();
        meters = node.bean(MeterRegistry.class);
        api.admin();
    }

    @AfterAll
    void stopThem() {
        node.close();
        other.close();
    }

    @BeforeEach
    void somebodyHasAnOrderTakenAndNobodyLooks() {
        client = api.client();
        master = api.master();
        order = client.files();
        master.takes(order);
        awaitNoStreams();
    }

    @Test
    void streamsAreCountedByWhatTheyWatchAsLongAsTheyAreOpen() {
        try (var clients = api.watch(client, "/stream/?topics=user,appointment:" + order, null);
                var masters = api.watch(master, "/stream/?topics=queue,appointment:" + order, null);
                var admins = api.watch(api.admin(), "/stream/?topics=events", null)) {
            assertThat(openStreams())
                    .isEqualTo(Map.of("user", 1.0, "everyone", 1.0, "appointment", 2.0, "queue", 1.0, "events", 1.0));
            assertThat(clients.isEnded() || masters.isEnded() || admins.isEnded())
                    .isFalse();
        }

        awaitNoStreams();
    }

    @Test
    void streamsThatAreEndedAreCountedNoMore() {
        try (var watcher = api.watch(master, "/stream/?topics=user,queue,appointment:" + order, null)) {
            assertThat(openStreams().values()).contains(1.0);

            api.admin().post("/admin/masters/" + master.id() + "/suspend/").expect(200);

            watcher.awaitEnd();
            awaitNoStreams();
        }
    }

    @Test
    void framesAreCountedByTypeForEachReader() {
        var messages = count(FRAMES, "type", "message.created");
        var typing = count(FRAMES, "type", "typing");
        var path = "/stream/?topics=appointment:" + order;
        try (var first = api.watch(client, path, null);
                var second = api.watch(client, path, null)) {
            for (var line = 0; line < 3; line++) {
                master.says(order, "line " + line);
            }
            master.act(order, "typing", null).expect(204);
            first.await("message.created", 3);
            second.await("message.created", 3);
            first.await("typing");
            second.await("typing");
        }

        assertThat(count(FRAMES, "type", "message.created") - messages).isEqualTo(6);
        assertThat(count(FRAMES, "type", "typing") - typing).isEqualTo(2);
    }

    @Test
    void readersWhoAreToldToStartOverAreCountedByTheReason() {
        var unknown = count(RESYNCS, "reason", "unknown_cursor");
        var foreign = count(RESYNCS, "reason", "foreign_cursor");
        String cursor;
        try (var watcher = api.watch(master, "/stream/", "nonsense")) {
            watcher.await("resync");
            cursor = watcher.cursor();
        }
        try (var watcher = api.watch(client, "/stream/", cursor)) {
            watcher.await("resync");
        }

        assertThat(count(RESYNCS, "reason", "unknown_cursor") - unknown).isEqualTo(1);
        assertThat(count(RESYNCS, "reason", "foreign_cursor") - foreign).isEqualTo(1);
    }

    @Test
    void whatAStreamHadMissedIsToldOnceItHasCaughtUp() {
        var resumed = meters.get("guildhall.live.resumed").summary();
        var times = resumed.count();
        var lines = resumed.totalAmount();
        var path = "/stream/?topics=appointment:" + order;
        String cursor;
        try (var watcher = api.watch(client, path, null)) {
            cursor = watcher.cursor();
        }
        assertThat(resumed.count()).isEqualTo(times);
        writeTyping(MORE_THAN_A_PAGE);

        try (var watcher = api.watch(client, path, cursor)) {
            watcher.await("typing", MORE_THAN_A_PAGE);
            await().until(() -> resumed.count() > times);
        }

        assertThat(resumed.count() - times).isEqualTo(1);
        assertThat(resumed.totalAmount() - lines).isEqualTo(MORE_THAN_A_PAGE);
    }

    @Test
    void theWayFromWhatHappensToItsFrameIsTimed() {
        var fanOut = meters.get("guildhall.live.fanout").timer();
        var before = fanOut.count();
        try (var watcher = api.watch(client, "/stream/?topics=appointment:" + order, null)) {
            master.says(order, "Hello");
            watcher.await("message.created");
        }

        await().until(() -> fanOut.count() > before);
        assertThat(fanOut.max(TimeUnit.SECONDS)).isPositive().isLessThan(60);
        assertThat(Arrays.stream(fanOut.takeSnapshot().percentileValues()).map(ValueAtPercentile::percentile))
                .containsExactly(0.5, 0.99);
    }

    @Test
    void whatAnotherNodeSaysIsTimed() {
        var lag = meters.get("guildhall.bus.lag").timer();
        var before = lag.count();

        var there = new Person(other.api(), master.id(), master.username(), master.token());
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            there.says(order, "Hello");
            return lag.count() > before;
        });
        assertThat(lag.max(TimeUnit.SECONDS)).isLessThan(60);
    }

    /** Lines in the log of the order's topic, as if use cases had written them. */
    private void writeTyping(int lines) {
        Await.done(node.bean(DatabaseClient.class)
                .sql("""
                        WITH head AS (UPDATE live_topic SET head = head + :lines WHERE topic = :topic RETURNING head)
                        INSERT INTO live_log (topic, seq, type, data, occurred_at)
                        SELECT :topic, head - :lines + n, 'typing', jsonb_build_object(
                                   'appointment', :order, 'account', :master, 'username', 'master'), now()
                          FROM head, generate_series(1, :lines) AS n""")
                .bind("lines", lines)
                .bind("topic", Topics.appointment(order))
                .bind("order", order)
                .bind("master", master.id())
                .then());
    }

    /** Who has gone is noticed when their heart beats. */
    private void awaitNoStreams() {
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            node.bean(Hub.class).heartbeat();
            return openStreams().values().stream().allMatch(open -> open == 0);
        });
    }

    private Map<String, Double> openStreams() {
        Map<String, Double> open = new TreeMap<>();
        meters.find(STREAMS).gauges().forEach(gauge -> open.put(gauge.getId().getTag("topic"), gauge.value()));
        return open;
    }

    private double count(String name, String tag, String value) {
        var counter = meters.find(name).tag(tag, value).counter();
        return counter == null ? 0 : counter.count();
    }
}
