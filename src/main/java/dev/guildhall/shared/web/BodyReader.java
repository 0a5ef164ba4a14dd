package dev.guildhall.shared.web;

import dev.guildhall.shared.BodyTooLarge;
import dev.guildhall.shared.Home;
import dev.guildhall.shared.MalformedBody;
import dev.guildhall.shared.Shield;
import dev.guildhall.shared.UnsupportedBody;
import jakarta.annotation.PostConstruct;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/** Receives bodies: JSON, URL-encoded and multipart alike. */
@Component
public class BodyReader {

    private static final Logger LOG = LoggerFactory.getLogger(BodyReader.class);

    /** Of a body that is kept in memory, and of all texts of a multipart body together, in bytes. */
    private static final int MAX_TEXT = 1024 * 1024;

    /** Of any body, in bytes; up to here the rest of a refused body is read, so that its sender gets to see the answer. */
    private static final long MAX_BODY = 64L * 1024 * 1024;

    private static final int MAX_PARTS = 1000;
    /** Stands in for a boundary that is missing; no body contains it. */
    private static final String NO_BOUNDARY = UUID.randomUUID().toString();

    /** Ten megabytes in five minutes is what a slow telephone line carries. */
    private static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofMinutes(5));

    /**
     * Reactor Netty tells of a broken connection once more when the request ends because of the first time. By this key Reactor finds
     * who takes an error that nobody waits for any more; by default it is logged with its trace, and anybody can break connections.
     */
    private static final Context UNHEARD =
            Context.of("reactor.onErrorDropped.local", (Consumer<Throwable>) BodyReader::logUnheard);

    private static final Duration LEFTOVER_AGE = Duration.ofHours(1);
    private static final MediaType UNKNOWN = MediaType.APPLICATION_OCTET_STREAM;

    /** The attribute of a request whose body has been received already. */
    private static final String RECEIVED = BodyReader.class.getName() + ".received";

    private final Path folder;
    private final ObjectProvider<SecondLook> secondLook;
    private final Clock clock;
    private final Patience patience;

    /** The second look knows the routes, which know the handlers, which read bodies. */
    @Autowired
    BodyReader(Home home, ObjectProvider<SecondLook> secondLook, Clock clock) {
        this(home, secondLook, clock, PATIENCE);
    }

    BodyReader(Home home, ObjectProvider<SecondLook> secondLook, Clock clock, Patience patience) {
        this.secondLook = secondLook;
        this.folder = home.path().resolve("incoming");
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * Deletes what a crash has left behind. Only what is old: another instance that uses the same folder may be receiving at this
     * moment.
     */
    @PostConstruct
    void sweep() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        var leftover = clock.instant().minus(LEFTOVER_AGE);
        try (var files = Files.newDirectoryStream(
                folder, file -> Files.getLastModifiedTime(file).toInstant().isBefore(leftover))) {
            for (var file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    /**
     * Receives the body, looks once more whether its sender may do this, and works with it. From then on the work is shielded from cancellation. Files are not kept: what is known of
     * them is enough to say that they do not belong here.
     */
    public <T> Mono<T> with(ServerRequest request, Function<Body, Mono<T>> work) {
        return with(request, false, work);
    }

    /** As {@link #with}, with files: temporary ones, deleted when the work ends. */
    public <T> Mono<T> withFiles(ServerRequest request, Function<Body, Mono<T>> work) {
        return with(request, true, work);
    }

    /**
     * Receives the body before its handler asks for it, and works with its fingerprint; whoever asks for the body meanwhile gets it at
     * once. Files are kept until then, because the handler may want them.
     */
    <T> Mono<T> ahead(ServerRequest request, Function<byte[], Mono<T>> work) {
        var fingerprint = Fingerprint.wanted();
        fingerprint.add(request.uri().getRawQuery());
        fingerprint.add(essence(contentType(request)));
        return receive(request, true, fingerprint, body -> {
            request.attributes().put(RECEIVED, body);
            return work.apply(fingerprint.value());
        });
    }

    private <T> Mono<T> with(ServerRequest request, boolean keepsFiles, Function<Body, Mono<T>> work) {
        return Mono.defer(() -> request.attribute(RECEIVED)
                .map(body -> work.apply((Body) body))
                .orElseGet(() -> receive(request, keepsFiles, Fingerprint.unwanted(), work)));
    }

    private <T> Mono<T> receive(
            ServerRequest request, boolean keepsFiles, Fingerprint fingerprint, Function<Body, Mono<T>> work) {
        return Mono.defer(() -> {
            var type = contentType(request);
            var content = content(request, keepsFiles ? patience.files() : patience.texts());
            Function<Body, Mono<T>> permitted =
                    body -> secondLook.getObject().require(request.exchange()).then(Mono.defer(() -> work.apply(body)));
            return MediaType.MULTIPART_FORM_DATA.equalsTypeAndSubtype(type)
                    ? withParts(
                            content,
                            new Incoming(folder, keepsFiles, boundary(type), MAX_PARTS, MAX_TEXT, fingerprint),
                            permitted)
                    : withBytes(content.doOnNext(fingerprint::add), type, permitted);
        });
    }

    private static <T> Mono<T> withBytes(Flux<byte[]> content, MediaType type, Function<Body, Mono<T>> work) {
        return receive(content)
                .map(received -> new Body(() -> fields(type, received)))
                .flatMap(body -> Shield.fromCancellation(Mono.defer(() -> work.apply(body))));
    }

    private static <T> Mono<T> withParts(Flux<byte[]> content, Incoming incoming, Function<Body, Mono<T>> work) {
        return Mono.usingWhen(
                Mono.just(incoming),
                used -> receive(content, used).flatMap(body -> Shield.fromCancellation(usedBy(work, body, used))),
                used -> onFileThread(used::discard),
                (used, failure) -> onFileThread(used::discard),
                used -> onFileThread(used::abandon));
    }

    private static <T> Mono<T> usedBy(Function<Body, Mono<T>> work, Body body, Incoming incoming) {
        return Mono.usingWhen(
                Mono.fromSupplier(incoming::use),
                present -> present ? work.apply(body) : Mono.empty(),
                present -> onFileThread(incoming::discard));
    }

    private static Mono<Received> receive(Flux<byte[]> content) {
        return Mono.defer(() -> {
            var received = new Received(MAX_TEXT);
            return content.doOnNext(received::add)
                    .takeUntil(piece -> received.size() > MAX_BODY)
                    .then(Mono.just(received));
        });
    }

    private static Mono<Body> receive(Flux<byte[]> content, Incoming incoming) {
        return Mono.defer(() -> {
            var size = new AtomicLong();
            return content.takeUntil(piece -> size.addAndGet(piece.length) > MAX_BODY)
                    .publishOn(Schedulers.boundedElastic(), 16)
                    .doOnNext(incoming::accept)
                    .then(Mono.fromSupplier(() -> new Body(() -> fields(size.get(), incoming))));
        });
    }

    private static Fields fields(long size, Incoming incoming) {
        if (size > MAX_BODY) {
            throw new BodyTooLarge("error.body_too_large");
        }
        return size == 0 ? Fields.ofForm(Map.of(), Map.of()) : incoming.fields();
    }

    private static Fields fields(MediaType type, Received received) {
        boolean form = MediaType.APPLICATION_FORM_URLENCODED.equalsTypeAndSubtype(type);
        if (received.size() == 0) {
            return form ? Fields.ofForm(Map.of(), Map.of()) : Fields.ofJson(Map.of());
        }
        if (!form && !MediaType.APPLICATION_JSON.equalsTypeAndSubtype(type)) {
            throw new UnsupportedBody("error.unsupported_media_type");
        }
        if (received.isTooLarge()) {
            throw new BodyTooLarge("error.body_too_large");
        }
        return form
                ? Fields.ofForm(UrlEncoded.parse(received.toByteArray(), MAX_PARTS), Map.of())
                : Fields.ofJson(JsonText.members(Utf8.decode(ByteBuffer.wrap(received.toByteArray()))));
    }

    private static MediaType contentType(ServerRequest request) {
        try {
            return request.headers().contentType().orElse(UNKNOWN);
        } catch (InvalidMediaTypeException nonsense) {
            return UNKNOWN;
        }
    }

    private static String essence(MediaType type) {
        return type.getType() + "/" + type.getSubtype();
    }

    private static String boundary(MediaType type) {
        return Optional.ofNullable(type.getParameter("boundary"))
                .map(boundary -> boundary.replaceFirst("^\"(.*)\"$", "$1"))
                .filter(boundary -> !boundary.isEmpty())
                .orElse(NO_BOUNDARY);
    }

    /**
     * The pieces of the body, on the heap: nothing of Netty's is left to be released when somebody gives up in the middle. A
     * connection that breaks, falls silent, or drips for too long is a body that cannot be read, and so is what is no HTTP.
     */
    private Flux<byte[]> content(ServerRequest request, Duration longest) {
        var received = request.exchange().getRequest();
        return received.getBody()
                .map(BodyReader::bytes)
                .concatWith(Mono.defer(() -> requireWhole(received)))
                .timeout(patience.silence())
                .takeUntilOther(Mono.delay(longest).then(Mono.error(TimeoutException::new)))
                .onErrorMap(broken -> new MalformedBody("error.malformed_body"))
                .contextWrite(UNHEARD);
    }

    private static <T> Mono<T> requireWhole(ServerHttpRequest received) {
        return BrokenBodies.isBroken(received) ? Mono.error(new MalformedBody("error.malformed_body")) : Mono.empty();
    }

    private static void logUnheard(Throwable failure) {
        if (failure instanceof IOException) {
            LOG.debug("A connection has broken in the middle of a body", failure);
        } else {
            LOG.error("A body failed after its end", failure);
        }
    }

    private static byte[] bytes(DataBuffer buffer) {
        var bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static Mono<Void> onFileThread(Runnable blocking) {
        return Mono.<Void>fromRunnable(blocking).subscribeOn(Schedulers.boundedElastic());
    }

    /**
     * How long a sender may take.
     *
     * @param silence between two pieces
     * @param texts for a body without files
     * @param files for a body of a route that takes files
     */
    record Patience(Duration silence, Duration texts, Duration files) {}
}
