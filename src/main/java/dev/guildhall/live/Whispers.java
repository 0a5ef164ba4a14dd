package dev.guildhall.live;

import dev.guildhall.bus.NodeTalk;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is shown to whoever is watching at this moment, on whatever node, and kept nowhere. */
@Component
public class Whispers {

    /** What a node listens to. */
    static final String KIND = "whisper";

    private final Hub hub;
    private final NodeTalk nodes;
    private final JsonMapper json;
    private final Clock clock;

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
            nodes.tell(KIND, Base64.getUrlEncoder().encodeToString(json.writeValueAsBytes(spoken)));
            return hub.whisper(line(spoken));
        });
    }

    /** What another node has said, if it makes sense. */
    Optional<LiveLine> read(String item) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(item), StandardCharsets.UTF_8);
            return Optional.of(line(json.readValue(text, Whisper.class)));
        } catch (IllegalArgumentException | JacksonException nonsense) {
            return Optional.empty();
        }
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

    private record Whisper(String topic, String type, JsonNode data) {}
}
