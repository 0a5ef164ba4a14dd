package dev.guildhall.webhook;

import dev.guildhall.bus.Evictable;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells whether any webhook is for an event, from memory. Only the waking up depends on it: what is sent, the database decides. */
@Component
class Subscriptions implements Evictable {

    static final String KIND = "webhook";

    private final WebhookRepository webhooks;
    private volatile Mono<List<List<String>>> known;

    Subscriptions(WebhookRepository webhooks) {
        this.webhooks = webhooks;
        this.known = loadedOnce();
    }

    Mono<Boolean> includeAnyOf(Collection<String> eventTypes) {
        return Mono.defer(() -> known).map(webhooks -> webhooks.stream()
                .anyMatch(types -> types.isEmpty() || types.stream().anyMatch(eventTypes::contains)));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void evict(String key) {
        evictAll();
    }

    @Override
    public void evictAll() {
        known = loadedOnce();
    }

    private Mono<List<List<String>>> loadedOnce() {
        return Evictable.readOnce(webhooks.listSubscriptions().collectList());
    }
}
