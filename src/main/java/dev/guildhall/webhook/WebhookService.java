package dev.guildhall.webhook;

import dev.guildhall.audit.Audit;
import dev.guildhall.audit.AuditNote;
import dev.guildhall.bus.Invalidations;
import dev.guildhall.database.Transactions;
import dev.guildhall.outbox.OutboxWakeUp;
import dev.guildhall.shared.NotFound;
import dev.guildhall.shared.RandomIds;
import dev.guildhall.shared.Slice;
import dev.guildhall.shared.Timestamps;
import dev.guildhall.shared.WrongState;
import dev.guildhall.webhook.Webhook.Change;
import dev.guildhall.webhook.Webhook.WithSecret;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The administration of webhooks. */
@Service
public class WebhookService {

    private static final String ENTITY = "Webhook";

    /** How long the secret before signs as well. */
    private static final Duration OVERLAP = Duration.ofDays(1);

    private static final int BATCH = 1_000;
    private static final Change OFF = new Change(null, null, null, false);

    private final WebhookRepository webhooks;
    private final WebhookAddresses addresses;
    private final WebhookChannel channel;
    private final Secrets secrets;
    private final Transactions transactions;
    private final Audit audit;
    private final Invalidations invalidations;
    private final OutboxWakeUp outbox;
    private final RandomIds ids;
    private final JsonMapper json;
    private final Clock clock;

    WebhookService(
            WebhookRepository webhooks,
            WebhookAddresses addresses,
            WebhookChannel channel,
            Secrets secrets,
            Transactions transactions,
            Audit audit,
            Invalidations invalidations,
            OutboxWakeUp outbox,
            RandomIds ids,
            JsonMapper json,
            Clock clock) {
        this.webhooks = webhooks;
        this.addresses = addresses;
        this.channel = channel;
        this.secrets = secrets;
        this.transactions = transactions;
        this.audit = audit;
        this.invalidations = invalidations;
        this.outbox = outbox;
        this.ids = ids;
        this.json = json;
        this.clock = clock;
    }

    /** The oldest first. */
    public Flux<Webhook> list(Slice slice) {
        return webhooks.list(slice, clock.instant());
    }

    /** One, or NotFound. */
    public Mono<Webhook> get(long id) {
        return webhooks.find(id, clock.instant()).switchIfEmpty(unknown());
    }

    /** Makes one; its address must be a good one. */
    public Mono<WithSecret> create(Change content) {
        var secret = secrets.make();
        return addresses
                .require(content.url())
                .then(transactions.run(Mono.defer(
                                () -> webhooks.insert(content, secrets.close(secret), clock.instant()))
                        .flatMap(this::get)
                        .delayUntil(made -> audit.note(new AuditNote("webhook.created", ENTITY, made.id(), null, made)))
                        .delayUntil(this::tellNodes)))
                .map(made -> new WithSecret(made, Secrets.shown(secret)));
    }

    public Mono<Webhook> change(long id, Change change) {
        return addresses.require(change.url()).then(transactions.run(locked(id).flatMap(before -> webhooks.update(
                        id, change, clock.instant())
                .then(get(id))
                .delayUntil(after -> audit.note(new AuditNote("webhook.changed", ENTITY, id, before, after)))
                .delayUntil(this::tellNodes))));
    }

    /**
     * With the log of its deliveries, which may be long: it is switched off first and emptied bit by bit, so that whatever happens
     * meanwhile need not wait for it.
     */
    public Mono<Void> delete(long id) {
        return get(id).filter(Webhook::isEnabled)
                .flatMap(on -> change(id, OFF))
                .thenMany(deleteSome(id, 0).expand(last -> deleteSome(id, last)))
                .then(transactions.run(locked(id)
                        .delayUntil(before -> webhooks.delete(id))
                        .delayUntil(before -> audit.note(new AuditNote("webhook.deleted", ENTITY, id, before, null)))
                        .delayUntil(this::tellNodes)
                        .then()));
    }

    private Mono<Long> deleteSome(long id, long after) {
        return transactions.run(webhooks.deleteDeliveries(id, after, BATCH));
    }

    /** Gives it another secret; the one there was goes on signing for a day. */
    public Mono<WithSecret> rotate(long id) {
        var secret = secrets.make();
        return transactions.run(locked(id)
                .flatMap(before -> rotate(id, secret))
                .delayUntil(after -> audit.note(new AuditNote("webhook.secret_rotated", ENTITY, id, null, null)))
                .map(after -> new WithSecret(after, Secrets.shown(secret))));
    }

    private Mono<Webhook> rotate(long id, byte[] secret) {
        var now = clock.instant();
        return webhooks.rotate(id, secrets.close(secret), now.plus(OVERLAP), now)
                .then(get(id));
    }

    /** The newest first. */
    public Flux<WebhookDelivery> listDeliveries(long id, Optional<String> state, Slice slice) {
        return webhooks.listDeliveries(id, state, slice).switchIfEmpty(get(id).thenMany(Flux.empty()));
    }

    /** Sends it something, although it may be switched off. */
    public Mono<WebhookDelivery> test(long id) {
        var now = clock.instant();
        var message = json.createObjectNode()
                .put("type", "webhook.test")
                .put("timestamp", Timestamps.text(now))
                .set("data", json.createObjectNode());
        return transactions.run(webhooks.insertTest(id, "test:" + ids.next(), json.writeValueAsString(message), now)
                .switchIfEmpty(unknown())
                .flatMap(webhooks::findDelivery)
                .delayUntil(sent -> audit.note(new AuditNote("webhook.tested", ENTITY, id, null, null)))
                .delayUntil(sent -> outbox.wakeWhenCommitted()));
    }

    /** Sends something again that was sent, given up or dropped. */
    public Mono<WebhookDelivery> replay(long delivery) {
        return transactions.run(webhooks.findDelivery(delivery)
                .switchIfEmpty(unknown())
                .flatMap(known -> webhooks.replay(delivery, channel.schedule().attempts(), clock.instant()))
                .filter(rows -> rows > 0)
                .switchIfEmpty(Mono.error(() -> new WrongState("webhook.still_waiting")))
                .then(webhooks.findDelivery(delivery))
                .delayUntil(replayed -> audit.note(new AuditNote("webhook.replayed", "Delivery", delivery, null, null)))
                .delayUntil(replayed -> outbox.wakeWhenCommitted()));
    }

    private Mono<Webhook> locked(long id) {
        return webhooks.lock(id, clock.instant()).switchIfEmpty(unknown());
    }

    private Mono<Void> tellNodes(Webhook changed) {
        return invalidations.publish(Subscriptions.KIND, String.valueOf(changed.id()));
    }

    private static <T> Mono<T> unknown() {
        return Mono.error(() -> new NotFound("error.not_found"));
    }
}
