package dev.guildhall.outbox;

import dev.guildhall.bus.NodeTalk;
import dev.guildhall.database.Transactions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Says that there is something to send, which is committed: a hint, because every node looks by itself every second. */
@Component
public class OutboxWakeUp {

    /** What nodes listen to. */
    static final String KIND = "delivery";

    private final ObjectProvider<Courier> courier;
    private final NodeTalk nodes;
    private final Transactions transactions;

    /** The command line has no courier; its channels may belong to beans that wake it. */
    OutboxWakeUp(ObjectProvider<Courier> courier, NodeTalk nodes, Transactions transactions) {
        this.courier = courier;
        this.nodes = nodes;
        this.transactions = transactions;
    }

    /** Says it when the transaction around this is committed, or now when there is none. */
    public Mono<Void> wakeWhenCommitted() {
        var waking = Mono.<Void>fromRunnable(this::wake);
        return transactions.isOpen().flatMap(open -> open ? transactions.afterCommit(waking) : waking);
    }

    private void wake() {
        courier.ifAvailable(Courier::wake);
        nodes.tell(KIND, "look");
    }
}
