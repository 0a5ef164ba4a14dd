package dev.guildhall.live;

import dev.guildhall.database.UnpooledConnections;
import io.r2dbc.postgresql.api.Notification;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Hears what other nodes have changed, on a connection of its own. A connection that is lost is made anew with growing pauses; after
 * each LISTEN the caches forget everything, because nobody knows what was said before it.
 */
@Component
@Profile("!cli")
class InvalidationListener implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(InvalidationListener.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** A server that vanished without a word is noticed after this long, plus as long again for the answer. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private final UnpooledConnections connections;
    private final LocalCaches caches;
    private volatile @Nullable Disposable listening;

    InvalidationListener(UnpooledConnections connections, LocalCaches caches) {
        this.connections = connections;
        this.caches = caches;
    }

    /** This is an edge of the program: nobody else would subscribe. */
    @Override
    public void start() {
        listening = listen().subscribe();
    }

    @Override
    public void stop() {
        var current = listening;
        if (current != null) {
            current.dispose();
        }
        listening = null;
    }

    @Override
    public boolean isRunning() {
        return listening != null;
    }

    private Flux<Notification> listen() {
        return Flux.usingWhen(connections.open(), this::notifications, PostgresqlConnection::close)
                .doOnNext(notification -> Invalidation.of(Objects.requireNonNullElse(notification.getParameter(), ""))
                        .ifPresent(caches::evict))
                .concatWith(Mono.error(() -> new IllegalStateException("The server has closed the connection")))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                        .maxBackoff(LONGEST_PAUSE)
                        .transientErrors(true)
                        .doBeforeRetry(retry -> LOG.warn(
                                "Lost the connection that hears invalidations: {}",
                                retry.failure().toString())));
    }

    private Flux<Notification> notifications(PostgresqlConnection connection) {
        var listen = connection
                .createStatement("LISTEN " + InvalidationQueries.CHANNEL)
                .execute()
                .flatMap(PostgresqlResult::getRowsUpdated)
                .then(Mono.<Notification>fromRunnable(caches::evictAll));
        return Flux.merge(connection.getNotifications(), listen, heartbeat(connection));
    }

    private static Flux<Notification> heartbeat(PostgresqlConnection connection) {
        return Flux.interval(HEARTBEAT)
                .onBackpressureDrop()
                .concatMap(beat -> connection.validate(ValidationDepth.REMOTE).timeout(HEARTBEAT))
                .filter(alive -> !alive)
                .concatMap(dead -> Mono.error(new TimeoutException("No answer")));
    }
}
