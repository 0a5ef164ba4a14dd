package dev.guildhall.live;

import dev.guildhall.bus.NodeTalk;
import java.util.Collection;
import org.springframework.stereotype.Component;

/** Says that topics have new lines, which are committed: to the streams of this node at once, to the others over the bus. */
@Component
public class LiveWakeUp {

    /** What a node listens to. */
    static final String KIND = "topic";

    private final Hub hub;
    private final NodeTalk nodes;

    LiveWakeUp(Hub hub, NodeTalk nodes) {
        this.hub = hub;
        this.nodes = nodes;
    }

    public void wake(Collection<String> topics) {
        hub.wake(topics);
        topics.forEach(topic -> nodes.tell(KIND, topic));
    }
}
