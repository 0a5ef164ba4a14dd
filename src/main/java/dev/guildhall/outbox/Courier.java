package dev.guildhall.outbox;

import dev.guildhall.bus.BackgroundWork;
import dev.guildhall.bus.Loop;
import dev.guildhall.bus.NodeListener;
import dev.guildhall.outbox.Outcome.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes what is due and sees it through: woken by commits of any node, and every second besides. What a node has taken, no other gets
 * before the lease has run out; so what a node took to its grave is sent by another one. The channels do not wait for each other. A stop
 * waits for what is on its way: the other side may have taken it already, and would get it twice.
 */
@Component
@Profile("!cli")
class Courier extends BackgroundWork implements NodeListener {

    /** Longer than an attempt can take. */
    static final Duration LEASE = Duration.ofMinutes(2);

    private static final Duration ATTEMPT = Duration.ofSeconds(30);

    private final DeliveryRepository outbox;
    private final Clock clock;
    private final List<Loop> loops;

    Courier(DeliveryRepository outbox, List<Channel> channels, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
        this.loops = channels.stream().filter(Channel::isOn).map(this::loop).toList();
    }

    @Override
    public String kind() {
        return OutboxWakeUp.KIND;
    }

    @Override
    public void heard(List<String> items) {
        wake();
    }

    @Override
    public void mayHaveMissed() {
        wake();
    }

    void wake() {
        loops.forEach(Loop::wake);
    }

    @Override
    protected Disposable begin() {
        return Disposables.composite(loops.stream().map(Loop::start).toList());
    }

    @Override
    protected Mono<Void> finish() {
        return Mono.when(loops.stream().map(Loop::finish).toList());
    }

    /** While the web server waits for its last requests: waiting before it would keep a node open that hears of nothing any more. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE;
    }

    /** Sends some of what is due by a channel, and tells how many it took. */
    Mono<Integer> send(Channel channel) {
        return Flux.defer(() -> outbox.take(channel, clock.instant(), LEASE))
                .collectList()
                .delayUntil(taken ->
                        Flux.fromIterable(taken).flatMap(delivery -> attempt(channel, delivery), channel.atOnce()))
                .map(List::size);
    }

    /** Looks again at once when it has taken as many as it could. */
    private Loop loop(Channel channel) {
        return new Loop(
                "Sending by " + channel.name(),
                send(channel)
                        .filter(taken -> taken == channel.atOnce())
                        .doOnNext(many -> wake())
                        .then(),
                LEASE);
    }

    private Mono<Void> attempt(Channel channel, Delivery delivery) {
        return Mono.defer(() -> channel.send(delivery))
                .timeout(ATTEMPT)
                .onErrorResume(
                        failure -> Mono.just(Outcome.again(failure.getClass().getSimpleName())))
                .elapsed()
                .flatMap(timed -> settle(channel, delivery, timed.getT2(), Duration.ofMillis(timed.getT1())));
    }

    private Mono<Void> settle(Channel channel, Delivery delivery, Outcome outcome, Duration took) {
        var now = clock.instant();
        if (outcome.kind() == Kind.HELD) {
            return outbox.hold(delivery, outcome.why(), outcome.heldUntil().orElseThrow());
        }
        return outbox.settle(
                delivery, state(delivery, outcome), outcome, next(channel, delivery, outcome, now), took, now);
    }

    private static String state(Delivery delivery, Outcome outcome) {
        return switch (outcome.kind()) {
            case SENT -> "sent";
            case DROPPED -> "dropped";
            case AGAIN -> delivery.isLastAttempt() ? "failed" : "waiting";
            case REFUSED -> "failed";
            case HELD -> "waiting";
        };
    }

    private static Optional<Instant> next(Channel channel, Delivery delivery, Outcome outcome, Instant now) {
        if (outcome.kind() != Kind.AGAIN || delivery.isLastAttempt()) {
            return Optional.empty();
        }
        var failures = channel.schedule().attempts() - (delivery.mostAttempts() - delivery.attempts());
        var pause = channel.schedule()
                .pause(Math.max(1, failures), ThreadLocalRandom.current().nextDouble());
        var asked = outcome.pause().orElse(Duration.ZERO);
        return Optional.of(now.plus(pause.compareTo(asked) < 0 ? asked : pause));
    }
}
