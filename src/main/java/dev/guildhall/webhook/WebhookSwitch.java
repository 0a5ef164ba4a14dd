package dev.guildhall.webhook;

import dev.guildhall.event.UnitOfWork;
import dev.guildhall.notification.AdminNotices;
import dev.guildhall.outbox.Outcome;
import dev.guildhall.outbox.Outcome.Response;
import dev.guildhall.webhook.PostRepository.Post;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Switches webhooks off that have not taken anything for days, or say that they are gone for good, and tells the admins. */
@Component
class WebhookSwitch {

    /** "Gone": nothing is to be sent there any more. */
    static final int GONE = 410;

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final PostRepository posts;
    private final WebhookRepository webhooks;
    private final WebhookSettings settings;
    private final AdminNotices notices;
    private final UnitOfWork work;
    private final Clock clock;

    WebhookSwitch(
            PostRepository posts,
            WebhookRepository webhooks,
            WebhookSettings settings,
            AdminNotices notices,
            UnitOfWork work,
            Clock clock) {
        this.posts = posts;
        this.webhooks = webhooks;
        this.settings = settings;
        this.notices = notices;
        this.work = work;
        this.clock = clock;
    }

    Mono<Void> noteFailure(Post post, Outcome outcome) {
        var now = clock.instant();
        return posts.noteFailure(post, now, PAUSE)
                .filter(since -> isGone(outcome) || !now.isBefore(since.plus(settings.patience())))
                .flatMap(since -> switchOff(post, now));
    }

    /** One node does it, and once. */
    private Mono<Void> switchOff(Post post, Instant now) {
        return work.run(webhooks.switchOff(post.webhook(), now)
                .filter(rows -> rows > 0)
                .flatMap(rows -> notices.send("webhook.switched_off", host(post))));
    }

    /** Not all of the address: there may be a password in it that is not for every admin. */
    private static String host(Post post) {
        return URI.create(post.url()).getHost();
    }

    private static boolean isGone(Outcome outcome) {
        return outcome.response()
                .map(Response::status)
                .filter(status -> status == GONE)
                .isPresent();
    }
}
