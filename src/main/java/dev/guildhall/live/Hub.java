package dev.guildhall.live;

import dev.guildhall.bus.Invalidations;
import dev.guildhall.bus.Loop;
import dev.guildhall.live.LiveQueries.Page;
import dev.guildhall.live.LiveSource.Payloads;
import dev.guildhall.live.LiveSource.Viewing;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * All streams of this node, and the feeds they watch. Woken up, it reads what is new in the watched feeds, once for all, makes sure that
 * it has forgotten what has changed by then, and hands the lines out. Everything but the waking happens on one thread.
 */
@Component
class Hub {

    private static final Logger LOG = LoggerFactory.getLogger(Hub.class);

    /** For lines that others may still get in front of; the longer nothing comes, the longer the next wait. */
    private static final Duration SOON = Duration.ofMillis(10);

    private static final Duration LATER = Duration.ofMillis(250);

    private final LiveQueries queries;
    private final Renderer renderer;
    private final Invalidations invalidations;
    private final Frames frames;
    private final LiveMeters meters;
    private final Scheduler thread = Schedulers.newSingle("live", true);
    private final Loop reading = new Loop("Reading the live log", Mono.defer(this::readOn));
    private final Set<String> woken = ConcurrentHashMap.newKeySet();
    private final Map<String, Feed> feeds = new HashMap<>();
    private final Set<LiveStream> streams = ConcurrentHashMap.newKeySet();
    private final Map<String, Position> behind = new HashMap<>();
    private final Map<String, Position> stuck = new HashMap<>();
    private Set<String> delivering = Set.of();
    private Sinks.Empty<Void> delivered = Sinks.empty();
    private Duration nextWait = SOON;
    private boolean closed;

    Hub(LiveQueries queries, Renderer renderer, Invalidations invalidations, Frames frames, LiveMeters meters) {
        this.queries = queries;
        this.renderer = renderer;
        this.invalidations = invalidations;
        this.frames = frames;
        this.meters = meters;
    }

    Disposable start() {
        return reading.start();
    }

    /** What happens on the thread of the streams. */
    Scheduler thread() {
        return thread;
    }

    /** There is something new, perhaps. */
    void wake(Collection<String> topics) {
        topics.forEach(topic -> woken.add(Position.feed(topic)));
        reading.wake();
    }

    /** Looks for what nobody has woken us up for. */
    Mono<Void> lookAround() {
        return Mono.fromCallable(this::watchedSequences)
                .subscribeOn(thread)
                .flatMap(sequences ->
                        sequences.isEmpty() ? Mono.just(Map.<String, Position>of()) : queries.behind(sequences))
                .publishOn(thread)
                .doOnNext(this::noteBehind)
                .then(Mono.fromRunnable(this::wakeOrdered));
    }

    /** Takes a stream in, so that it hears when it has to end. */
    boolean enter(LiveStream stream) {
        if (!closed) {
            streams.add(stream);
            meters.opened(stream.watch().topics());
        }
        return !closed;
    }

    void leave(LiveStream stream) {
        if (streams.remove(stream)) {
            meters.closed(stream.watch().topics());
            for (var name : stream.feeds()) {
                feeds.computeIfPresent(name, (same, feed) -> feed.without(stream));
            }
        }
    }

    /**
     * Waits for what is being handed out in the feeds of a stream: it was prepared for those who had joined before, so nobody joins
     * in the middle of it.
     */
    Mono<Void> settled(LiveStream stream) {
        return Mono.defer(() -> isDeliveringTo(stream) ? delivered.asMono() : Mono.empty())
                .subscribeOn(thread);
    }

    /**
     * Lets a stream have what happens from now on, if it stands where the feeds are; otherwise it has to read on first.
     *
     * @return whether it has joined
     */
    boolean join(LiveStream stream) {
        var behind = stream.positions().entrySet().stream()
                .anyMatch(here -> feeds.containsKey(here.getKey())
                        && feeds.get(here.getKey()).position.compareTo(here.getValue()) > 0);
        if (behind || isDeliveringTo(stream) || !stream.isCaughtUp()) {
            return false;
        }
        stream.positions().forEach((name, position) -> feeds.computeIfAbsent(name, unknown -> new Feed(position))
                .streams
                .add(stream));
        stream.join();
        wake(stream.feeds());
        return true;
    }

    void endIf(Predicate<LiveStream> affected, String reason) {
        thread.schedule(() -> List.copyOf(streams).stream()
                .filter(stream -> stream.isEnded() || affected.test(stream))
                .forEach(stream -> {
                    stream.bye(reason);
                    leave(stream);
                }));
    }

    void endOf(long account) {
        endIf(stream -> stream.reader().caller().id() == account, "revoked");
    }

    void endOf(UUID session) {
        endIf(stream -> session.equals(stream.watch().session().id()), "revoked");
    }

    /** Those of somebody that come from no session. */
    void endSessionless(long account) {
        endIf(
                stream -> stream.watch().session().id() == null
                        && stream.reader().caller().id() == account,
                "revoked");
    }

    void endExpired(Instant now) {
        endIf(stream -> !stream.watch().session().until().isAfter(now), "expired");
    }

    void heartbeat() {
        thread.schedule(() -> {
            Map<String, Position> known = new HashMap<>();
            feeds.forEach((name, feed) -> known.put(name, feed.position));
            known.replaceAll((name, position) -> stuck.getOrDefault(name, position));
            List.copyOf(streams).stream()
                    .filter(LiveStream::isJoined)
                    .forEach(stream -> stream.send(stream.heartbeat(known)));
        });
    }

    /** How many streams somebody has open on this node. */
    long countStreams(long account) {
        return streams.stream()
                .filter(stream -> stream.reader().caller().id() == account)
                .count();
    }

    /** Ends all streams, and takes no more. */
    void close() {
        thread.schedule(() -> closed = true);
        endIf(stream -> true, "shutdown");
    }

    /** Shows something that is not in the log to whoever watches it at this moment. */
    Mono<Void> whisper(LiveLine line) {
        return Mono.fromCallable(() -> viewings(List.of(line)))
                .subscribeOn(thread)
                .filter(viewings -> !viewings.get(0).readers().isEmpty())
                .flatMap(renderer::load)
                .delayUntil(payloads -> invalidations.catchUp())
                .publishOn(thread)
                .doOnNext(payloads -> {
                    var data = new SharedData(frames, line);
                    watching(line).forEach(stream -> stream.whisper(line, payloads, data));
                })
                .then();
    }

    private Mono<Void> readOn() {
        return Mono.fromCallable(this::takeWoken)
                .subscribeOn(thread)
                .filter(feedsToRead -> !feedsToRead.isEmpty())
                .flatMap(this::deliver)
                .publishOn(thread)
                .doOnTerminate(this::settle)
                .doOnCancel(() -> thread.schedule(this::settle));
    }

    /** What cannot be shown in one feed keeps nothing in the others from being shown; without a database nothing can. */
    private Mono<Void> deliver(Map<String, Position> from) {
        return deliverAtOnce(from)
                .onErrorResume(failure -> from.size() > 1 && !isOfTheDatabase(failure), failure -> Flux.fromIterable(
                                from.entrySet())
                        .concatMapDelayError(feed -> deliverAtOnce(Map.ofEntries(feed)))
                        .then());
    }

    private Mono<Void> deliverAtOnce(Map<String, Position> from) {
        return queries.read(from)
                .flatMap(this::load)
                .publishOn(thread)
                .doOnNext(this::handOut)
                .doOnError(failure -> LOG.debug("Showing {} failed", from.keySet(), failure))
                .doOnError(failure -> woken.addAll(from.keySet()))
                .then();
    }

    private static boolean isOfTheDatabase(Throwable failure) {
        return failure instanceof DataAccessException || failure instanceof TransactionException;
    }

    private void settle() {
        var done = delivered;
        delivering = Set.of();
        delivered = Sinks.empty();
        done.tryEmitEmpty();
    }

    private boolean isDeliveringTo(LiveStream stream) {
        return stream.feeds().stream().anyMatch(delivering::contains);
    }

    /** What stands where it stood a look ago, though there is more, is stuck: the heads of the heartbeats then tell its readers so. */
    private void noteBehind(Map<String, Position> heads) {
        stuck.clear();
        heads.forEach((name, head) -> {
            var feed = feeds.get(name);
            if (feed != null && feed.position.equals(behind.get(name)) && feed.position.compareTo(head) < 0) {
                stuck.put(name, head);
            }
        });
        behind.clear();
        feeds.forEach((name, feed) -> {
            if (heads.containsKey(name)) {
                behind.put(name, feed.position);
            }
        });
        woken.addAll(heads.keySet());
    }

    /** What the lines are about is read first; what has changed about their readers up to then is forgotten after that. */
    private Mono<Delivery> load(Page page) {
        return Mono.fromCallable(() -> viewings(page.lines()))
                .subscribeOn(thread)
                .flatMap(renderer::load)
                .delayUntil(payloads -> invalidations.catchUp())
                .map(payloads -> new Delivery(page, payloads));
    }

    private void handOut(Delivery delivery) {
        for (var line : delivery.page().lines()) {
            var data = new SharedData(frames, line);
            for (var stream : watching(line)) {
                stream.next(line, delivery.payloads(), data).ifPresent(stream::send);
            }
            feeds.computeIfPresent(line.feed(), (same, feed) -> feed.at(line.position()));
            meters.fannedOut(line);
        }
        delivery.page()
                .horizons()
                .forEach((name, horizon) -> feeds.computeIfPresent(name, (same, feed) -> feed.at(horizon)));
        if (!delivery.page().full().isEmpty()) {
            wake(delivery.page().full());
        }
        if (!delivery.page().waiting().isEmpty()) {
            thread.schedule(() -> wake(delivery.page().waiting()), nextWait.toMillis(), TimeUnit.MILLISECONDS);
            nextWait = nextWait.multipliedBy(2).compareTo(LATER) < 0 ? nextWait.multipliedBy(2) : LATER;
        } else if (!delivery.page().horizons().isEmpty()) {
            nextWait = SOON;
        }
    }

    private Map<String, Position> takeWoken() {
        Map<String, Position> from = new HashMap<>();
        for (var name : new HashSet<>(woken)) {
            woken.remove(name);
            var feed = feeds.get(name);
            if (feed != null) {
                from.put(name, feed.position);
            }
        }
        delivering = Set.copyOf(from.keySet());
        return from;
    }

    private Map<String, Position> watchedSequences() {
        Map<String, Position> watched = new HashMap<>();
        feeds.forEach((name, feed) -> {
            if (Position.isSequence(name)) {
                watched.put(name, feed.position);
            }
        });
        return watched;
    }

    private void wakeOrdered() {
        wake(List.of(Topics.EVERYONE, Topics.EVENTS));
    }

    private List<Viewing> viewings(List<LiveLine> lines) {
        return lines.stream()
                .map(line -> new Viewing(
                        line,
                        watching(line).stream()
                                .filter(stream -> stream.watch().wants(line))
                                .map(LiveStream::reader)
                                .toList()))
                .toList();
    }

    private List<LiveStream> watching(LiveLine line) {
        var feed = feeds.get(line.feed());
        return feed == null ? List.of() : List.copyOf(feed.streams);
    }

    private record Delivery(Page page, Payloads payloads) {}

    /** A feed that is watched, and how far it has been read. */
    private static final class Feed {

        private final Set<LiveStream> streams = new LinkedHashSet<>();
        private Position position;

        private Feed(Position position) {
            this.position = position;
        }

        private Feed at(Position next) {
            position = position.compareTo(next) < 0 ? next : position;
            return this;
        }

        /** Nothing when nobody watches it any more. */
        private @Nullable Feed without(LiveStream stream) {
            streams.remove(stream);
            return streams.isEmpty() ? null : this;
        }
    }
}
