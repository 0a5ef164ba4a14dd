package dev.guildhall.bus;

import dev.guildhall.shared.RandomIds;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * The other nodes. What is told them within a few milliseconds goes out in one text, so that a busy node costs the bus little. Each
 * text begins with who says it and when; then comes a line for each kind, its items after it.
 */
@Component
@Profile("!cli")
class Nodes extends BackgroundWork implements NodeTalk {

    private static final Logger LOG = LoggerFactory.getLogger(Nodes.class);
    private static final Duration GATHERING = Duration.ofMillis(4);
    private static final Duration PULSE = Duration.ofSeconds(1);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Bus bus;
    private final Supplier<List<NodeListener>> listeners;
    private final Clock clock;
    private final Timer lag;
    private final String name;
    private final Loop outgoing;
    private final Map<String, Set<String>> gathered = new LinkedHashMap<>();

    Nodes(Bus bus, ObjectProvider<NodeListener> listeners, RandomIds ids, Clock clock, MeterRegistry meters) {
        this.bus = bus;
        this.listeners = SingletonSupplier.of(() -> listeners.stream().toList());
        this.clock = clock;
        this.lag = Timer.builder("guildhall.bus.lag")
                .description("From a node's word to its being heard here, by the clocks of the two")
                .register(meters);
        this.name = ids.next().toString();
        this.outgoing =
                new Loop("telling the other nodes", Mono.delay(GATHERING).then(Mono.defer(this::publish)));
    }

    @Override
    public void tell(String kind, String item) {
        if (!isRunning()) {
            return;
        }
        synchronized (gathered) {
            gathered.computeIfAbsent(kind, unknown -> new LinkedHashSet<>()).add(item);
        }
        outgoing.wake();
    }

    @Override
    protected Disposable begin() {
        return Disposables.composite(
                outgoing.start(),
                listen().subscribe(),
                Flux.interval(PULSE)
                        .onBackpressureDrop()
                        .concatMap(
                                pulse -> Mono.fromRunnable(this::mayHaveMissed).onErrorResume(this::unheard))
                        .subscribe());
    }

    private Flux<String> listen() {
        return Flux.defer(bus::listen)
                .doOnNext(this::heard)
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                        .maxBackoff(LONGEST_PAUSE)
                        .transientErrors(true)
                        .doBeforeRetry(retry -> LOG.warn(
                                "Lost the bus between the nodes: {}",
                                retry.failure().toString())));
    }

    private Mono<Void> publish() {
        Map<String, Set<String>> told;
        synchronized (gathered) {
            told = new LinkedHashMap<>(gathered);
            gathered.clear();
        }
        return Flux.fromIterable(texts(told)).concatMap(bus::publish).then();
    }

    /** As many texts as it takes: each no longer than the bus carries. */
    private List<String> texts(Map<String, Set<String>> told) {
        var head = name + " " + clock.millis();
        List<String> texts = new ArrayList<>();
        var text = new StringBuilder(head);
        for (var kind : told.entrySet()) {
            var line = new StringBuilder("\n" + kind.getKey());
            for (var item : kind.getValue()) {
                if (size(text) + size(line) + size(item) + 1 > bus.longestText()) {
                    texts.add(text.append(line).toString());
                    text = new StringBuilder(head);
                    line = new StringBuilder("\n" + kind.getKey());
                }
                line.append(' ').append(item);
            }
            text.append(line);
        }
        texts.add(text.toString());
        return texts;
    }

    private void heard(String text) {
        if (text.equals(Bus.CONNECTED)) {
            mayHaveMissed();
            return;
        }
        var lines = text.split("\n");
        var head = lines[0].split(" ");
        if (head.length == 2 && !head[0].equals(name)) {
            tellLag(head[1]);
            for (var i = 1; i < lines.length; i++) {
                var words = List.of(lines[i].split(" "));
                each(listener -> {
                    if (listener.kind().equals(words.get(0))) {
                        listener.heard(words.subList(1, words.size()));
                    }
                });
            }
        }
    }

    private void tellLag(String saidAt) {
        try {
            lag.record(Duration.ofMillis(Math.max(0, clock.millis() - Long.parseLong(saidAt))));
        } catch (NumberFormatException nonsense) {
            LOG.debug("Somebody else speaks on the bus");
        }
    }

    private void mayHaveMissed() {
        each(NodeListener::mayHaveMissed);
    }

    private Mono<Void> unheard(Throwable failure) {
        return Mono.fromRunnable(() -> LOG.error("A pulse of this node failed", failure));
    }

    /** One that fails does not keep the others from hearing. */
    private void each(Consumer<NodeListener> action) {
        listeners.get().forEach(listener -> {
            try {
                action.accept(listener);
            } catch (RuntimeException e) {
                LOG.error("The listener to {} failed", listener.kind(), e);
            }
        });
    }

    private static int size(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
