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
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Two nodes, each the built jar in a process of its own; one is killed in the middle of everything, and its readers go on at the other. */
class KilledNodeIT {

    private static final int READERS = 12;
    private static final int WRITERS = 4;
    private static final int BEFORE = 10;
    private static final int AFTER = 10;

    private final String database = TestDatabase.newUrl();
    private final Map<String, String> settings = Map.of("DATABASE_URL", database, "DATABASE_POOL_SIZE", "10");

    @Test
    void everyReaderIsCompleteOnTheOtherNode() throws Exception {
        try (var doomed = GuildhallProcess.startJar(new Home(TestEnvironment.newHome()), settings);
                var survivor = GuildhallProcess.startJar(new Home(TestEnvironment.newHome()), settings)) {
            var api = Api.at(doomed.address());
            var client = api.client();
            var master = api.master();
            var order = client.files();
            master.takes(order);
            var topics = "/stream/?topics=user,appointment:" + order;
            var begin = ready(api, client, topics);
            var start = begin.id();
            var acknowledged = ConcurrentHashMap.<String>newKeySet();
            var killed = new AtomicBoolean();
            var threads = Executors.newCachedThreadPool();

            var readers = IntStream.range(0, READERS)
                    .mapToObj(number -> threads.submit(() ->
                            read(List.of(doomed.address(), survivor.address()), client, topics, start, acknowledged)))
                    .toList();
            var writers = IntStream.range(0, WRITERS)
                    .mapToObj(number -> threads.submit(() ->
                            write(number, master, order, doomed.address(), survivor.address(), killed, acknowledged)))
                    .toList();
            await().atMost(Duration.ofMinutes(1)).until(() -> acknowledged.size() >= WRITERS * BEFORE / 2);
            doomed.kill();
            killed.set(true);
            for (Future<?> writer : writers) {
                writer.get();
            }

            var end = ready(Api.at(survivor.address()), client, topics);
            for (var reader : readers) {
                var frames = reader.get();
                var seqs = frames.stream()
                        .filter(frame -> frame.topic().equals(Topics.appointment(order)))
                        .map(Frame::seq)
                        .toList();
                assertThat(seqs)
                        .isEqualTo(LongStream.rangeClosed(
                                        begin.head(Topics.appointment(order)) + 1, end.head(Topics.appointment(order)))
                                .boxed()
                                .toList());
            }
            threads.shutdown();
        }
    }

    /** Reads where there is somebody, from where it was, until it has seen everything that was acknowledged. */
    private static List<Frame> read(
            List<String> addresses, Person person, String topics, String start, Set<String> acknowledged) {
        List<Frame> seen = new ArrayList<>();
        var cursor = start;
        for (var turn = 0; ; turn++) {
            try (var watcher = Watcher.of(addresses.get(Math.min(turn, 1)), person, topics, cursor)) {
                await().atMost(Duration.ofMinutes(1))
                        .until(() ->
                                watcher.isEnded() || texts(seen, watcher.data()).size() >= WRITERS * (BEFORE + AFTER));
                var frames = watcher.frames();
                frames.stream().filter(Frame::isData).forEach(seen::add);
                cursor = last(frames, cursor);
                if (texts(seen, List.of()).containsAll(acknowledged)
                        && texts(seen, List.of()).size() >= WRITERS * (BEFORE + AFTER)) {
                    return seen;
                }
            }
        }
    }

    /** On the doomed node as long as it lives; what was not acknowledged is written again elsewhere under the same name. */
    private static String write(
            int writer,
            Person person,
            long order,
            String doomed,
            String survivor,
            AtomicBoolean killed,
            Set<String> acknowledged) {
        for (var line = 0; line < BEFORE + AFTER; line++) {
            var text = writer + "/" + line;
            var written = false;
            while (!written) {
                var address = line < BEFORE && !killed.get() ? doomed : survivor;
                try {
                    new Person(Api.at(address), person.id(), person.username(), person.token()).says(order, text);
                    written = true;
                } catch (RuntimeException gone) {
                    await().until(killed::get);
                }
            }
            acknowledged.add(text);
        }
        return "";
    }

    private static Set<String> texts(List<Frame> seen, List<Frame> more) {
        var texts = new HashSet<String>();
        for (var frames : List.of(seen, more)) {
            frames.stream()
                    .filter(frame -> frame.event().equals("message.created"))
                    .forEach(frame -> texts.add(frame.payload().path("text").asString()));
        }
        return texts;
    }

    private static String last(List<Frame> frames, String before) {
        return frames.stream()
                .filter(frame -> !frame.id().isEmpty())
                .reduce((one, other) -> other)
                .map(Frame::id)
                .orElse(before);
    }

    private static Frame ready(Api api, Person person, String topics) {
        try (var watcher = api.watch(person, topics, null)) {
            return watcher.frames().get(0);
        }
    }
}
