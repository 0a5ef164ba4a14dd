package dev.guildhall.notification;

import dev.guildhall.appointment.ProofReused;
import dev.guildhall.event.EventStage;
import dev.guildhall.event.Level;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Tells the master of an order and all admins that its proof was another order's. That needs no rule: whoever confirms a payment has to know.
 * Which orders these are is not told here, because not all of them may be the master's to see.
 */
@Component
@Order(EventStage.RULES + 100)
class ProofReusedNotices implements EventStage {

    private static final String TYPE = "payment";

    private final ObjectProvider<Notifications> notifications;
    private final NoticeWriter writer;

    /** Notifications emit, into the sink that has this stage among its own. */
    ProofReusedNotices(ObjectProvider<Notifications> notifications, NoticeWriter writer) {
        this.notifications = notifications;
        this.writer = writer;
    }

    @Override
    public Mono<Void> process(Level level) {
        return Flux.fromIterable(level.events())
                .ofType(ProofReused.class)
                .concatMap(this::tell)
                .then();
    }

    private Mono<Void> tell(ProofReused reused) {
        var order = reused.order();
        var payload = JsonNodeFactory.instance.objectNode().put("appointment", order.id());
        var notice = new Notice(
                TYPE,
                writer.say("notification.proof_reused_title", Long.toString(order.id())),
                writer.say("notification.proof_reused_message"),
                payload,
                Optional.of(order.id()));
        return notifications
                .getObject()
                .send(
                        notice,
                        Recipients.adminsAnd(
                                order.master() == null ? null : order.master().id()))
                .then();
    }
}
