package dev.guildhall.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.guildhall.outbox.Channel;
import dev.guildhall.outbox.Delivery;
import dev.guildhall.outbox.Outcome;
import dev.guildhall.outbox.Outcome.Kind;
import dev.guildhall.outbox.Schedule;
import dev.guildhall.webhook.PostRepository.Post;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Posts events. A receiver may get one twice, when a node dies between its yes and the note of it: by {@code webhook-id} it knows that it
 * has had it.
 */
@Component
class WebhookChannel implements Channel {

    private static final Schedule SCHEDULE = new Schedule(12, Duration.ofSeconds(5), Duration.ofHours(6));
    private static final int AT_ONCE = 16;

    private final PostRepository posts;
    private final WebhookClient client;
    private final WebhookSwitch off;
    private final Secrets secrets;
    private final Clock clock;

    WebhookChannel(PostRepository posts, WebhookClient client, WebhookSwitch off, Secrets secrets, Clock clock) {
        this.posts = posts;
        this.client = client;
        this.off = off;
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public int atOnce() {
        return AT_ONCE;
    }

    @Override
    public Schedule schedule() {
        return SCHEDULE;
    }

    @Override
    public Mono<Outcome> send(Delivery delivery) {
        return posts.find(delivery)
                .flatMap(post -> post.isWanted() ? post(post) : Mono.just(Outcome.dropped("switched off")))
                .defaultIfEmpty(Outcome.dropped("nobody there"));
    }

    private Mono<Outcome> post(Post post) {
        var keys = keys(post);
        if (keys.isEmpty()) {
            return Mono.just(Outcome.refused("the secret was stored under another SECRET_KEY: rotate it"));
        }
        var now = clock.instant();
        var body = post.body().getBytes(UTF_8);
        var signature = Signature.of(post.id(), now, body, keys);
        return client.post(post.url(), post.id(), now, signature, body)
                .delayUntil(outcome ->
                        outcome.kind() == Kind.SENT ? posts.noteSuccess(post) : off.noteFailure(post, outcome));
    }

    private List<byte[]> keys(Post post) {
        var previous = post.previousSecretAt(clock.instant());
        return Stream.concat(Stream.of(post.secret()), previous.stream())
                .flatMap(stored -> secrets.open(stored).stream())
                .toList();
    }
}
