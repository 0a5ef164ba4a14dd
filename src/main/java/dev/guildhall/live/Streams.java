package dev.guildhall.live;

import dev.guildhall.bus.Invalidations;
import dev.guildhall.live.Cursors.Cursor;
import dev.guildhall.live.LiveQueries.Page;
import dev.guildhall.live.LiveSource.Payloads;
import dev.guildhall.live.LiveSource.Viewing;
import dev.guildhall.live.LiveStream.Watch;
import dev.guildhall.security.SecondLookAtSessions;
import dev.guildhall.security.Session;
import dev.guildhall.shared.InvalidFields;
import dev.guildhall.shared.Unavailable;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Opens streams. A stream reads the log by itself until it stands where the node's feeds stand; then it joins them. So what is missed
 * comes first, then what happens, with nothing lost or doubled in between.
 */
@Service
public class Streams {

    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);

    /** Of one stream: its cursor names each. */
    private static final int MOST_TOPICS = 20;

    private final Hub hub;
    private final TopicGuards guards;
    private final LiveQueries queries;
    private final Renderer renderer;
    private final Invalidations invalidations;
    private final Cursors cursors;
    private final Frames frames;
    private final LiveMeters meters;
    private final SecondLookAtSessions sessions;
    private final LiveSettings settings;
    private final Clock clock;

    Streams(
            Hub hub,
            TopicGuards guards,
            LiveQueries queries,
            Renderer renderer,
            Invalidations invalidations,
            Cursors cursors,
            Frames frames,
            LiveMeters meters,
            SecondLookAtSessions sessions,
            LiveSettings settings,
            Clock clock) {
        this.hub = hub;
        this.guards = guards;
        this.queries = queries;
        this.renderer = renderer;
        this.invalidations = invalidations;
        this.cursors = cursors;
        this.frames = frames;
        this.meters = meters;
        this.sessions = sessions;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A new stream, ready to be written.
     *
     * @return InvalidFields for topics there are none of, Forbidden or NotFound for those that may not be watched, Unavailable when
     *     the node is about to stop
     */
    public Mono<Opened> open(Request request) {
        return watch(request).flatMap(watch -> open(watch, request.resumeFrom()));
    }

    private Mono<Watch> watch(Request request) {
        var caller = request.reader().caller();
        if (request.topics().isEmpty() || request.topics().size() > MOST_TOPICS) {
            return Mono.error(() -> InvalidFields.of("topics", "live.topics", MOST_TOPICS));
        }
        return Flux.fromIterable(request.topics())
                .concatMap(topic -> guards.named(topic, caller))
                .collect(Collectors.toSet())
                .map(topics -> new Watch(request.reader(), topics, request.session(), request.events()));
    }

    private Mono<Opened> open(Watch watch, Optional<String> resumeFrom) {
        var stream = new LiveStream(watch, frames, cursors, meters);
        var feeds = watch.topics().stream().map(Position::feed).collect(Collectors.toSet());
        return Mono.fromCallable(() -> hub.enter(stream))
                .subscribeOn(hub.thread())
                .filter(entered -> entered)
                .switchIfEmpty(Mono.error(() -> new Unavailable("live.closing")))
                .delayUntil(entered -> sessions.require(watch.session()))
                .flatMap(entered -> queries.heads(feeds))
                .publishOn(hub.thread())
                .map(heads -> begin(stream, heads, resumeFrom))
                .map(first -> new Opened(
                        stream.output(Flux.concat(Flux.fromIterable(first), catchUp(stream))), () -> leave(stream)))
                .doOnError(failure -> leave(stream))
                .doOnCancel(() -> leave(stream));
    }

    private void leave(LiveStream stream) {
        hub.thread().schedule(() -> hub.leave(stream));
    }

    private List<byte[]> begin(LiveStream stream, Map<String, Position> heads, Optional<String> resumeFrom) {
        var cursor = resumeFrom.map(cursors::read);
        var refusal =
                cursor.flatMap(given -> refusal(given, stream.reader().caller().id()));
        var from = refusal.isPresent()
                ? Map.<String, Position>of()
                : cursor.map(Cursor::positions).orElse(Map.of());
        var broken = stream.begin(heads, from);
        List<byte[]> first = new ArrayList<>();
        first.add(stream.ready(clock.instant()));
        refusal.ifPresent(reason -> first.add(stream.resync(stream.watch().topics(), reason)));
        if (!broken.isEmpty()) {
            first.add(stream.resync(broken, "unknown_cursor"));
        }
        return first;
    }

    /** Why a reader cannot go on from there. */
    private Optional<String> refusal(Cursor cursor, long account) {
        if (cursor == Cursor.UNKNOWN) {
            return Optional.of("unknown_cursor");
        }
        if (cursor.accountId() != account) {
            return Optional.of("foreign_cursor");
        }
        return cursor.issuedAt().plus(settings.retention()).isBefore(clock.instant())
                ? Optional.of("expired_cursor")
                : Optional.empty();
    }

    /** Page by page, as fast as the reader takes them. */
    private Flux<byte[]> catchUp(LiveStream stream) {
        return Flux.defer(() -> step(stream))
                .repeat(() -> !stream.isJoined() && !stream.isEnded())
                .onErrorResume(failure -> giveUp(stream, failure));
    }

    /** Its reader comes back, and goes on where it is. */
    private Mono<byte[]> giveUp(LiveStream stream, Throwable failure) {
        LOG.warn("What a reader has missed cannot be read: {}", failure.toString());
        return Mono.<byte[]>fromRunnable(() -> stream.bye("unavailable")).subscribeOn(hub.thread());
    }

    private Flux<byte[]> step(LiveStream stream) {
        return hub.settled(stream)
                .then(Mono.fromCallable(() -> stream.isEnded() || hub.join(stream))
                        .subscribeOn(hub.thread()))
                .filter(joined -> !joined)
                .flatMap(behind -> queries.read(stream.positions()))
                .flatMap(page -> load(stream, page))
                .publishOn(hub.thread())
                .map(missed -> frames(stream, missed))
                .flatMapIterable(Function.identity());
    }

    private Mono<Missed> load(LiveStream stream, Page page) {
        var readers = List.of(stream.reader());
        var wanted = page.lines().stream()
                .filter(stream.watch()::wants)
                .map(line -> new Viewing(line, readers))
                .toList();
        return renderer.load(wanted)
                .delayUntil(payloads -> invalidations.catchUp())
                .map(payloads -> new Missed(page, payloads));
    }

    private Collection<byte[]> frames(LiveStream stream, Missed missed) {
        List<byte[]> frames = new ArrayList<>();
        for (var line : missed.page().lines()) {
            stream.next(line, missed.payloads(), new SharedData(this.frames, line))
                    .ifPresent(frames::add);
        }
        stream.passOver(missed.page()).ifPresent(frames::add);
        return frames;
    }

    /**
     * A stream that has begun.
     *
     * @param frames what comes; ends when the stream has to
     * @param leave has to be run when nobody reads it any more, or never will; more than once does no harm
     */
    public record Opened(Flux<byte[]> frames, Runnable leave) {}

    private record Missed(Page page, Payloads payloads) {}

    /**
     * Who wants to watch what.
     *
     * @param topics as they are asked for: {@code user}, {@code queue}, {@code events}, {@code appointment:12}
     * @param session what it comes from; the stream ends with it
     * @param resumeFrom where the reader left off
     */
    public record Request(
            LiveReader reader, List<String> topics, EventFilter events, Session session, Optional<String> resumeFrom) {}

    /** Events of a type, or about a kind of entity; empty means any. */
    public record EventFilter(Optional<String> eventType, Optional<String> entityType) {

        boolean lets(LiveLine line) {
            return is(eventType, line, "event_type") && is(entityType, line, "entity_type");
        }

        private static boolean is(Optional<String> wanted, LiveLine line, String field) {
            return wanted.isEmpty()
                    || wanted.get().equals(line.data().path(field).asString());
        }
    }
}
