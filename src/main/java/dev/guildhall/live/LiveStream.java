package dev.guildhall.live;

import dev.guildhall.live.LiveSource.Payloads;
import dev.guildhall.security.Session;
import dev.guildhall.shared.Forbidden;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * One reader's connection: where it stands in each feed, and a buffer between the node and the network. Belongs to the thread of the
 * streams, but for its output.
 */
final class LiveStream {

    private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);

    /** Frames a reader may be behind; then it is told to start over. */
    private static final int BUFFER = 256;

    /** What a reader who takes nothing any more gets to hear its last word in. */
    private static final Duration LAST_WORD = Duration.ofSeconds(10);

    private static final int SHORTEST_RETRY_MILLIS = 500;
    private static final int LONGEST_RETRY_MILLIS = 3_000;

    private final Watch watch;
    private final Frames frames;
    private final Cursors cursors;
    private final LiveMeters meters;
    private final Map<String, Position> positions = new HashMap<>();
    private final Map<String, Position> heads = new HashMap<>();
    private final Map<String, Position> goals = new HashMap<>();
    private final Sinks.Many<byte[]> buffer =
            Sinks.many().unicast().onBackpressureBuffer(new LinkedBlockingQueue<>(BUFFER));
    private final Sinks.One<byte[]> lastWord = Sinks.one();
    private boolean resumed;
    private int missed;
    private volatile boolean joined;
    private volatile boolean ended;

    LiveStream(Watch watch, Frames frames, Cursors cursors, LiveMeters meters) {
        this.watch = watch;
        this.frames = frames;
        this.cursors = cursors;
        this.meters = meters;
    }

    Watch watch() {
        return watch;
    }

    LiveReader reader() {
        return watch.reader();
    }

    Set<String> feeds() {
        return positions.keySet();
    }

    Map<String, Position> positions() {
        return positions;
    }

    @Nullable
    Position position(String feed) {
        return positions.get(feed);
    }

    boolean isJoined() {
        return joined;
    }

    boolean isEnded() {
        return ended;
    }

    /** Whether everything there was when it was opened has been read. */
    boolean isCaughtUp() {
        return goals.entrySet().stream().allMatch(goal -> at(goal.getKey()).compareTo(goal.getValue()) >= 0);
    }

    private Position at(String feed) {
        return Objects.requireNonNull(positions.get(feed));
    }

    void join() {
        joined = true;
        if (resumed) {
            meters.resumed(missed);
        }
    }

    /**
     * Where it begins.
     *
     * @param now how far the feeds are
     * @param from where the reader left off; feeds that are not in it begin now
     * @return the feeds in which it cannot go on from there, because they are not that far
     */
    List<String> begin(Map<String, Position> now, Map<String, Position> from) {
        List<String> broken = new ArrayList<>();
        now.forEach((feed, head) -> {
            var left = from.getOrDefault(feed, head);
            var possible = left.compareTo(head) <= 0;
            positions.put(feed, possible ? left : head);
            if (!possible) {
                broken.add(feed);
            }
        });
        resumed = !from.isEmpty();
        heads.putAll(now);
        goals.putAll(now);
        return broken;
    }

    byte[] ready(Instant now) {
        return frames.control("ready", Map.of("topics", headsByTopic(), "server_time", now), cursor(), null);
    }

    byte[] resync(Collection<String> topics, String reason) {
        meters.resync(reason);
        return frames.control(
                "resync", Map.of("topics", topics.stream().sorted().toList(), "reason", reason), cursor(), null);
    }

    byte[] heartbeat(Map<String, Position> known) {
        known.forEach((feed, position) -> heads.computeIfPresent(feed, (same, head) -> position));
        return frames.control("heartbeat", Map.of("topics", headsByTopic()), null, null);
    }

    /**
     * The frame of a line that comes next in its feed; nothing when the reader has seen it, or does not want it. A line after one that is
     * missing cannot be shown: the reader is told to start over there.
     *
     * @param data of the line, made once for all who see the same
     */
    Optional<byte[]> next(LiveLine line, Payloads payloads, SharedData data) {
        var here = positions.get(line.feed());
        if (ended || here == null || line.position().compareTo(here) <= 0) {
            return Optional.empty();
        }
        var gap = Position.isSequence(line.feed()) && !line.position().follows(here);
        positions.put(line.feed(), line.position());
        if (gap) {
            return Optional.of(resync(List.of(line.topic()), "expired_cursor"));
        }
        if (!watch.wants(line)) {
            return Optional.empty();
        }
        try {
            var frame = frames.data(line.type(), data.of(payloads.of(line, reader())), cursor());
            meters.sent(line);
            return Optional.of(frame);
        } catch (Forbidden lost) {
            bye("forbidden", List.of(line.topic()));
            return Optional.empty();
        } catch (RuntimeException failure) {
            LOG.error("Showing {} of {} failed", line.type(), line.topic(), failure);
            return Optional.of(resync(List.of(line.topic()), "failed"));
        }
    }

    /**
     * A page has been read before joining. Of feeds that were not full, nothing is left; what should have been there is gone.
     *
     * @return tells the reader to start over, if anything is gone
     */
    Optional<byte[]> passOver(LiveQueries.Page page) {
        missed += page.lines().size();
        List<String> gone = new ArrayList<>();
        for (var feed : positions.keySet()) {
            if (!page.full().contains(feed)) {
                var goal = goals.remove(feed);
                var reached = page.horizons().getOrDefault(feed, goal == null ? at(feed) : goal);
                if (reached.compareTo(at(feed)) > 0) {
                    positions.put(feed, reached);
                    gone.add(feed);
                }
            }
        }
        gone.removeIf(feed -> !Position.isSequence(feed));
        return gone.isEmpty() || ended ? Optional.empty() : Optional.of(resync(gone, "expired_cursor"));
    }

    /** A frame that is not in the log and may be missed. */
    void whisper(LiveLine line, Payloads payloads, SharedData data) {
        try {
            if (joined && watch.wants(line)) {
                var payload = payloads.of(line, reader());
                if (payload != null) {
                    meters.sent(line);
                    send(frames.data(line.type(), data.of(payload), null));
                }
            }
        } catch (Forbidden lost) {
            bye("forbidden", List.of(line.topic()));
        }
    }

    /** Puts a frame into the buffer; a reader for whom there is no room is told to start over, and let go. */
    void send(byte[] frame) {
        if (!ended && buffer.tryEmitNext(frame) == Sinks.EmitResult.FAIL_OVERFLOW) {
            end(resync(watch.topics(), "overflow"));
        }
    }

    void bye(String reason) {
        bye(reason, List.of());
    }

    private void bye(String reason, List<String> topics) {
        var retry = ThreadLocalRandom.current().nextInt(SHORTEST_RETRY_MILLIS, LONGEST_RETRY_MILLIS);
        var data = topics.isEmpty() ? Map.of("reason", reason) : Map.of("reason", reason, "topics", topics);
        end(frames.control("bye", data, null, Duration.ofMillis(retry)));
    }

    private void end(byte[] last) {
        if (!ended) {
            ended = true;
            lastWord.tryEmitValue(last);
        }
    }

    /**
     * What goes out: what it missed, then what happens, until its last word. A reader who does not even take that is cut off.
     *
     * @param missed everything up to the moment of joining
     */
    Flux<byte[]> output(Flux<byte[]> missed) {
        var cutOff = lastWord.asMono()
                .delayElement(LAST_WORD)
                .flatMap(word ->
                        Mono.<byte[]>error(() -> new IllegalStateException("The reader takes nothing any more")));
        return Flux.concat(missed, buffer.asFlux())
                .takeUntilOther(lastWord.asMono())
                .concatWith(lastWord.asMono())
                .takeUntilOther(cutOff);
    }

    private String cursor() {
        return cursors.write(reader().caller().id(), positions);
    }

    /** Only a sequence has a head by which its reader could notice a gap. */
    private Map<String, Head> headsByTopic() {
        Map<String, Head> byTopic = new TreeMap<>();
        for (var topic : watch.topics()) {
            var head = Position.isSequence(topic) ? heads.get(topic) : null;
            byTopic.put(topic, new Head(head == null ? null : head.id()));
        }
        return byTopic;
    }

    private record Head(@Nullable Long head) {}

    /**
     * What somebody watches.
     *
     * @param topics e.g. {@code user:5}, {@code everyone}, {@code appointment:12}
     * @param session with which it ends
     * @param events which events of the platform, if they are watched
     */
    record Watch(LiveReader reader, Set<String> topics, Session session, Streams.EventFilter events) {

        boolean wants(LiveLine line) {
            return topics.contains(line.topic()) && (!line.topic().equals(Topics.EVENTS) || events.lets(line));
        }
    }
}
