package dev.guildhall.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guildhall.shared.RandomIds;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** What holds for every bus: two nodes that talk over it. */
abstract class BusContract {

    private final List<Nodes> running = new ArrayList<>();
    private final Ears ears = new Ears("kind-" + UUID.randomUUID());
    private final Ears otherEars = new Ears("other-" + UUID.randomUUID());
    private Nodes here;
    private Nodes there;

    /** A bus of the same network as all others. */
    abstract Bus bus();

    /** Breaks the connections of all listeners, and says how many there were. */
    abstract long cutOff();

    @BeforeEach
    void startTwoNodes() throws NoSuchAlgorithmException {
        here = node();
        there = node(ears, otherEars);
        await().until(() -> {
            here.tell(ears.kind(), "anybody?");
            return !ears.heard.isEmpty();
        });
        ears.heard.clear();
        ears.times.set(0);
    }

    @AfterEach
    void stopThem() {
        running.forEach(Nodes::stop);
    }

    @Test
    void theOtherNodeHearsWhatIsSaid() {
        here.tell(ears.kind(), "42");
        here.tell(otherEars.kind(), "appointment:7");

        await().until(() -> ears.heard.contains("42") && otherEars.heard.contains("appointment:7"));
    }

    @Test
    void aNodeDoesNotHearItself() {
        there.tell(ears.kind(), "mine");
        there.tell(ears.kind(), "mine too");
        here.tell(ears.kind(), "yours");

        await().until(() -> ears.heard.contains("yours"));
        assertThat(ears.heard).doesNotContain("mine", "mine too");
    }

    @Test
    void whatIsSaidWithinAFewMillisecondsGoesOutTogether() {
        var items = IntStream.range(0, 200).mapToObj(String::valueOf).toList();
        items.forEach(item -> here.tell(ears.kind(), item));

        await().until(() -> ears.heard.containsAll(items));
        assertThat(ears.times.get()).isLessThan(items.size() / 4);
    }

    @Test
    void whatIsTooLongForOneTextComesInSeveral() {
        var items = IntStream.range(0, 3_000)
                .mapToObj(number -> "appointment:" + number)
                .toList();
        items.forEach(item -> here.tell(ears.kind(), item));

        await().until(() -> ears.heard.containsAll(items));
    }

    @Test
    void hearsAgainAfterItWasCutOff() {
        var before = ears.missed.get();
        assertThat(cutOff()).isPositive();

        await().until(() -> {
            here.tell(ears.kind(), "again");
            return ears.heard.contains("again");
        });
        await().until(() -> ears.missed.get() > before);
    }

    @Test
    void wondersAgainAndAgainWhatItMayHaveMissed() {
        var before = ears.missed.get();

        await().until(() -> ears.missed.get() >= before + 2);
    }

    private Nodes node(NodeListener... listeners) throws NoSuchAlgorithmException {
        var beans = new StaticListableBeanFactory();
        for (var listener : listeners) {
            beans.addBean(listener.kind(), listener);
        }
        var node = new Nodes(
                bus(),
                beans.getBeanProvider(NodeListener.class),
                new RandomIds(),
                Clock.systemUTC(),
                new SimpleMeterRegistry());
        node.start();
        running.add(node);
        return node;
    }

    /** Remembers what it has heard. */
    private record Ears(String kind, List<String> heard, AtomicInteger times, AtomicInteger missed)
            implements NodeListener {

        private Ears(String kind) {
            this(kind, new CopyOnWriteArrayList<>(), new AtomicInteger(), new AtomicInteger());
        }

        @Override
        public void heard(List<String> items) {
            times.incrementAndGet();
            heard.addAll(items);
        }

        @Override
        public void mayHaveMissed() {
            missed.incrementAndGet();
        }
    }
}
