package dev.guildhall.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.database.GuildhallProcess;
import dev.guildhall.shared.Home;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.TestDatabase;
import dev.guildhall.testing.TestEnvironment;
import dev.guildhall.testing.Watcher;
import dev.guildhall.testing.Watcher.Frame;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * Two nodes of the version before this one are replaced by two of this one, one after the other, on one database, while people go on
 * working: the jar of the version before is the system property {@code guildhall.previous.jar}, which {@code .ci/rolling-update} builds.
 */
class RollingUpdateIT {

    private static final int WRITERS = 3;
    private static final int READERS = 3;

    /** What everybody does at the least while the nodes are as they are. */
    private static final int ENOUGH = 10;

    private final Map<String, String> settings =
            Map.of("DATABASE_URL", TestDatabase.newUrl(), "DATABASE_POOL_SIZE", "10");

    /** Where requests go, as a proxy would send them. */
    private final List<GuildhallProcess> nodes = new CopyOnWriteArrayList<>();

    private final List<AtomicInteger> progress = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();

    /** Nobody begins anything new. */
    private final AtomicBoolean done = new AtomicBoolean();

    /** All of it is written. */
    private final AtomicBoolean written = new AtomicBoolean();

    @AfterEach
    void stopAll() throws IOException, InterruptedException {
        done.set(true);
        written.set(true);
        for (var node : nodes) {
            node.close();
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "guildhall.previous.jar", matches = ".+")
    void nobodyNoticesThatOneVersionIsReplacedByAnother() throws Exception {
        var previous = Path.of(System.getProperty("guildhall.previous.jar"));
        var first = startOf(previous);
        var second = startOf(previous);
        var api = Api.at(first.address());
        var client = api.client();
        var master = api.master();
        var order = client.files();
        master.takes(order);
        var topics = "/stream/?topics=appointment:" + order;
        var begin = ready(client, topics);
        var threads = Executors.newCachedThreadPool();
        var writers = IntStream.range(0, WRITERS)
                .mapToObj(number -> threads.submit(writing(number, client, order)))
                .toList();
        var shop = threads.submit(business(client, master));
        var readers = IntStream.range(0, READERS)
                .mapToObj(number -> threads.submit(reading(client, topics, begin, order)))
                .toList();

        letThemWork(writers, shop);
        var third = startThis();
        letThemWork(writers, shop);
        retire(first);
        letThemWork(writers, shop);
        startThis();
        letThemWork(writers, shop);
        retire(second);
        letThemWork(writers, shop);
        done.set(true);

        var messages = new ArrayList<String>();
        for (var writer : writers) {
            messages.addAll(writer.get());
        }
        var orders = shop.get();
        written.set(true);
        for (var finished : orders) {
            assertThat(statuses(on(third, client), finished))
                    .as("the timeline of order %d", finished)
                    .containsExactly(
                            "COMPLETED",
                            "IN_PROGRESS",
                            "PAID",
                            "PAYMENT_PROOF_UPLOADED",
                            "AWAITING_PAYMENT",
                            "IN_REVIEW");
        }
        var end = ready(client, topics);
        for (var reader : readers) {
            var frames = reader.get();
            assertThat(frames.stream().map(Frame::seq))
                    .containsExactlyElementsOf(LongStream.rangeClosed(
                                    begin.head(Topics.appointment(order)) + 1, end.head(Topics.appointment(order)))
                            .boxed()
                            .toList());
            assertThat(frames.stream()
                            .filter(frame -> frame.event().equals("message.created"))
                            .map(frame -> frame.payload().path("text").asString()))
                    .containsExactlyInAnyOrderElementsOf(messages);
        }
        threads.shutdown();
    }

    /** Messages, each under a key of its own: sent again when a node has gone, it is written once. */
    private Callable<List<String>> writing(int writer, Person person, long order) {
        var count = counted();
        return () -> {
            var messages = new ArrayList<String>();
            while (!done.get()) {
                var text = writer + "/" + messages.size();
                send(
                        person,
                        "/appointments/%d/messages/".formatted(order),
                        Map.of("text", text),
                        "%d-%s".formatted(order, text),
                        201);
                messages.add(text);
                count.incrementAndGet();
            }
            return messages;
        };
    }

    /** Whole orders, one after the other. */
    private Callable<List<Long>> business(Person client, Person master) {
        var count = counted();
        return () -> {
            var finished = new ArrayList<Long>();
            while (!done.get()) {
                var number = finished.size();
                var order = send(client, "/appointments/", Person.anAppointment(), "file-" + number, 201);
                var path = "/appointments/%d/".formatted(order);
                send(master, path + "take/", Map.of(), "take-" + number, 200);
                send(master, path + "set-price/", Map.of("total_price", 100), "price-" + number, 200);
                send(
                        client,
                        path + "upload-payment-proof/",
                        Person.file("payment_proof", "proof.png"),
                        "proof-" + number,
                        200);
                send(client, path + "mark-paid/", Map.of("payment_method", "crypto"), "paid-" + number, 200);
                send(master, path + "confirm-payment/", Map.of(), "confirm-" + number, 200);
                send(master, path + "start/", Map.of(), "start-" + number, 200);
                send(master, path + "complete/", Map.of(), "complete-" + number, 200);
                finished.add(order);
                count.addAndGet(ENOUGH);
            }
            return finished;
        };
    }

    /** Everything of the topic behind the beginning, from node to node. */
    private Callable<List<Frame>> reading(Person person, String topics, Frame begin, long order) {
        return () -> {
            var seen = new ArrayList<Frame>();
            var cursor = begin.id();
            var last = false;
            while (!last) {
                // What was written by now is there for whoever connects now.
                last = written.get();
                try (var watcher = Watcher.of(someNode().address(), person, topics, cursor)) {
                    var behind = watcher.frames().get(0).head(Topics.appointment(order))
                            - begin.head(Topics.appointment(order))
                            - seen.size();
                    await().atMost(Duration.ofMinutes(15))
                            .until(() -> watcher.isEnded()
                                    || written.get() && watcher.data().size() >= behind);
                    seen.addAll(watcher.data());
                    cursor = seen.isEmpty() ? cursor : seen.get(seen.size() - 1).id();
                } catch (IllegalStateException gone) {
                    assertThat(gone).hasMessageContaining("ConnectException");
                }
            }
            return seen;
        };
    }

    /** As a client does behind a proxy: whoever gets no answer asks again, under the same key. Any other answer is a failure. */
    private long send(Person person, String path, Object body, String key, int expected) {
        while (true) {
            try {
                return Api.at(someNode().address())
                        .send(HttpMethod.POST, "/api/v1" + path, person.token(), body, Map.of("Idempotency-Key", key))
                        .expect(expected)
                        .path("id")
                        .asLong();
            } catch (WebClientRequestException gone) {
                Thread.onSpinWait();
            }
        }
    }

    private GuildhallProcess someNode() {
        return nodes.get(Math.floorMod(turn.getAndIncrement(), nodes.size()));
    }

    private GuildhallProcess startOf(Path jar) throws IOException {
        return joined(GuildhallProcess.startJar(new Home(TestEnvironment.newHome()), jar, settings));
    }

    /** Of this tree. */
    private GuildhallProcess startThis() throws IOException {
        return joined(GuildhallProcess.startJar(new Home(TestEnvironment.newHome()), settings));
    }

    private GuildhallProcess joined(GuildhallProcess node) {
        nodes.add(node);
        return node;
    }

    /** It gets nothing new, ends what it has begun, and goes. */
    private void retire(GuildhallProcess node) throws IOException, InterruptedException {
        nodes.remove(node);
        assertThat(node.stopsWithin(Duration.ofMinutes(1))).isTrue();
        node.close();
    }

    private AtomicInteger counted() {
        var count = new AtomicInteger();
        progress.add(count);
        return count;
    }

    /** Until everybody has done enough; whoever has failed says so. */
    private void letThemWork(List<? extends Future<?>> writers, Future<?> shop)
            throws ExecutionException, InterruptedException {
        var goals = progress.stream().map(count -> count.get() + ENOUGH).toList();
        await().atMost(Duration.ofMinutes(5))
                .until(() -> shop.isDone()
                        || writers.stream().anyMatch(Future::isDone)
                        || IntStream.range(0, goals.size())
                                .allMatch(number -> progress.get(number).get() >= goals.get(number)));
        for (var work : writers) {
            requireAlive(work);
        }
        requireAlive(shop);
    }

    private static void requireAlive(Future<?> work) throws ExecutionException, InterruptedException {
        try {
            work.get(1, TimeUnit.MILLISECONDS);
        } catch (TimeoutException busy) {
            return;
        }
        throw new AssertionError("Somebody has stopped working");
    }

    private static List<String> statuses(Person person, long order) {
        return person.timeline(order)
                .valueStream()
                .filter(row -> row.path("event_type").asString().equals("status_changed"))
                .map(row -> row.path("to_status").asString())
                .toList();
    }

    private static Person on(GuildhallProcess node, Person person) {
        return new Person(Api.at(node.address()), person.id(), person.username(), person.token());
    }

    private Frame ready(Person person, String topics) {
        try (var watcher = Watcher.of(someNode().address(), person, topics, null)) {
            return watcher.frames().get(0);
        }
    }
}
