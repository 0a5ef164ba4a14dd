package dev.guildhall.bus;

import java.time.Duration;
import org.springframework.data.redis.connection.ReactiveSubscription;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.listener.ChannelTopic;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Redis publish and subscribe. */
final class RedisBus implements Bus, AutoCloseable {

    private static final ChannelTopic CHANNEL = ChannelTopic.of("guildhall_bus");
    private static final int LONGEST_TEXT = 64 * 1024;

    /** Lettuce subscribes anew by itself when a connection breaks, and tells nobody; so whoever listens asks now and then. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);

    /** Where there is no connection, the library waits for one. */
    private static final Scheduler CONNECTING = Schedulers.boundedElastic();

    private final LettuceConnectionFactory connections;
    private final ReactiveStringRedisTemplate redis;

    RedisBus(LettuceConnectionFactory connections) {
        this.connections = connections;
        this.redis = new ReactiveStringRedisTemplate(connections);
    }

    @Override
    public Mono<Void> publish(String text) {
        return Mono.defer(() -> redis.convertAndSend(CHANNEL.getTopic(), text))
                .subscribeOn(CONNECTING)
                .then();
    }

    @Override
    public Flux<String> listen() {
        return Mono.defer(() -> redis.listenToLater(CHANNEL))
                .subscribeOn(CONNECTING)
                .flatMapMany(heard -> Flux.merge(
                        Flux.just(CONNECTED), heard.map(ReactiveSubscription.Message::getMessage), heartbeat()))
                .concatWith(Mono.error(() -> new IllegalStateException("The server has closed the connection")));
    }

    @Override
    public int longestText() {
        return LONGEST_TEXT;
    }

    @Override
    public void close() {
        connections.destroy();
    }

    private Flux<String> heartbeat() {
        return Flux.interval(HEARTBEAT).onBackpressureDrop().concatMap(beat -> redis.execute(
                        connection -> connection.ping())
                .then(Mono.<String>empty())
                .timeout(HEARTBEAT));
    }
}
