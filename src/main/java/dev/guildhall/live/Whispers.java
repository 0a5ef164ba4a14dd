package dev.guildhall.live;

import dev.guildhall.bus.NodeListener;
import dev.guildhall.bus.NodeTalk;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is shown to whoever is watching at this moment, on whatever node, and kept nowhere. */
@Component
public class Whispers implements NodeListener, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Whispers.class);
    private static final int MOST_UNHEARD = 1_000;

    private final Hub hub;
    private final NodeTalk nodes;
    private final JsonMapper json;
    private final Clock clock;
    private final Sinks.Many<LiveLine> heard =
            Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(MOST_UNHEARD));
    private volatile @Nullable Disposable running;

    Whispers(Hub hub, NodeTalk nodes, JsonMapper json, Clock clock) {
        this.hub = hub;
        this.nodes = nodes;
        this.json = json;
        this.clock = clock;
    }

    /** Shows a line of this type to everybody who watches the topic, as its source renders it. */
    public Mono<Void> whisper(String topic, String type, Map<String, ?> data) {
        return Mono.defer(() -> {
            var spoken = new Whisper(topic, type, json.valueToTree(data));
            nodes.tell(kind(), written(spoken));
            return hub.whisper(line(spoken));
        });
    }

    @Override
    public String kind() {
        return "whisper";
    }

    @Override
    public void heard(List<String> items) {
        items.forEach(item -> read(item).ifPresent(spoken -> heard.tryEmitNext(line(spoken))));
    }

    @Override
    public void mayHaveMissed() {
        // Then it is too late.
    }

    /** This is an edge of the program: nobody else would subscribe. */
    @Override
    public void start() {
        running = heard.asFlux()
                .concatMap(line -> hub.whisper(line)
                        .onErrorResume(failure -> Mono.fromRunnable(
                                () -> LOG.warn("Showing {} failed: {}", line.type(), failure.toString()))))
                .subscribe();
    }

    @Override
    public void stop() {
        var current = running;
        running = null;
        if (current != null) {
            current.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    private LiveLine line(Whisper spoken) {
        return new LiveLine(
                Position.feed(spoken.topic()),
                spoken.topic(),
                Position.of(0),
                spoken.type(),
                spoken.data(),
                clock.instant());
    }

    private String written(Whisper spoken) {
        return Base64.getUrlEncoder().encodeToString(json.writeValueAsBytes(spoken));
    }

    private Optional<Whisper> read(String item) {
        try {
            return Optional.of(json.readValue(
                    new String(Base64.getUrlDecoder().decode(item), StandardCharsets.UTF_8), Whisper.class));
        } catch (IllegalArgumentException | JacksonException nonsense) {
            return Optional.empty();
        }
    }

    private record Whisper(String topic, String type, JsonNode data) {}
}
