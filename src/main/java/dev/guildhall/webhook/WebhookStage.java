package dev.guildhall.webhook;

import dev.guildhall.database.Transactions;
import dev.guildhall.event.ClosingStage;
import dev.guildhall.event.DomainEvent;
import dev.guildhall.outbox.OutboxWakeUp;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Has events posted as soon as they are committed. The rows are written with the events themselves. */
@Component
@Order(ClosingStage.LIVE + 100)
class WebhookStage implements ClosingStage {

    private final Subscriptions subscriptions;
    private final Transactions transactions;
    private final OutboxWakeUp outbox;

    WebhookStage(Subscriptions subscriptions, Transactions transactions, OutboxWakeUp outbox) {
        this.subscriptions = subscriptions;
        this.transactions = transactions;
        this.outbox = outbox;
    }

    @Override
    public Mono<Void> close(List<DomainEvent> events) {
        var types = events.stream()
                .filter(DomainEvent::isRecorded)
                .map(DomainEvent::type)
                .collect(Collectors.toSet());
        return types.isEmpty() ? Mono.empty() : transactions.afterCommit(wake(types));
    }

    private Mono<Void> wake(Set<String> types) {
        return subscriptions.includeAnyOf(types).filter(wanted -> wanted).flatMap(wanted -> outbox.wakeWhenCommitted());
    }
}
