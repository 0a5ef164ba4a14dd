package dev.guildhall.live;

import dev.guildhall.bus.NodeTalk;
import dev.guildhall.database.Transactions;
import java.util.Collection;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Says that topics have new lines, which are committed: to the streams of this node at once, to the others over the bus. */
@Component
public class LiveWakeUp {

    /** What a node listens to. */
    static final String KIND = "topic";

    private final Hub hub;
    private final NodeTalk nodes;
    private final Transactions transactions;

    LiveWakeUp(Hub hub, NodeTalk nodes, Transactions transactions) {
        this.hub = hub;
        this.nodes = nodes;
        this.transactions = transactions;
    }

    /** Says it when the transaction around this is committed, or now when there is none. */
    public Mono<Void> wakeWhenCommitted(Collection<String> topics) {
        var waking = Mono.<Void>fromRunnable(() -> wake(topics));
        return transactions.isOpen().flatMap(open -> open ? transactions.afterCommit(waking) : waking);
    }

    public void wake(Collection<String> topics) {
        hub.wake(topics);
        topics.forEach(topic -> nodes.tell(KIND, topic));
    }
}
