package dev.guildhall.storage;

import dev.guildhall.shared.InvalidFields;
import dev.guildhall.shared.Refusal;
import dev.guildhall.shared.Unavailable;
import dev.guildhall.shared.web.Upload;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
import reactor.netty.tcp.TcpClient;

/**
 * Asks a ClamAV daemon about uploads, if there is one, by its command INSTREAM (clamd(8)): pieces with their lengths in front, an empty
 * one at the end. What it does not call clean is not kept: when it is away, uploads have to wait.
 */
final class ClamAv {

    private static final Logger LOG = LoggerFactory.getLogger(ClamAv.class);

    private static final int CONNECT_MILLIS = 5_000;

    /** For a file of ten megabytes, with an archive to be unpacked. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int PIECE_BYTES = 64 * 1024;
    private static final int LONGEST_ANSWER = 1024;
    private static final Pattern FOUND = Pattern.compile("stream: (.{1,200}) FOUND");

    private final Optional<TcpClient> daemon;

    ClamAv(Optional<Address> address) {
        // The daemon takes one command a connection; one out of a pool would be left open when its caller hangs up.
        this.daemon = address.map(it -> TcpClient.newConnection()
                .host(it.host())
                .port(it.port())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS));
    }

    /** Fails with InvalidFields when something is found, with Unavailable when nobody can tell. */
    Mono<Void> scan(Upload upload) {
        return Mono.justOrEmpty(daemon).flatMap(client -> Mono.usingWhen(
                        client.connect(),
                        connection -> ask(connection, upload),
                        connection -> Mono.fromRunnable(connection::dispose))
                .timeout(PATIENCE)
                .flatMap(answer -> judge(answer, upload))
                .onErrorMap(failure -> !(failure instanceof Refusal), ClamAv::away));
    }

    private static Mono<String> ask(Connection connection, Upload upload) {
        return connection
                .outbound()
                .send(question(upload))
                .then()
                .then(connection
                        .inbound()
                        .receive()
                        .asString(StandardCharsets.US_ASCII)
                        .scan("", String::concat)
                        .takeUntil(answer -> answer.endsWith("\0") || answer.length() > LONGEST_ANSWER)
                        .last());
    }

    private static Flux<ByteBuf> question(Upload upload) {
        var pieces = DataBufferUtils.readByteChannel(
                        () -> FileChannel.open(upload.content()), DefaultDataBufferFactory.sharedInstance, PIECE_BYTES)
                .subscribeOn(Schedulers.boundedElastic())
                .map(ClamAv::withLength);
        return Flux.concat(
                Mono.fromSupplier(() -> Unpooled.copiedBuffer("zINSTREAM\0", StandardCharsets.US_ASCII)),
                pieces,
                Mono.fromSupplier(() -> Unpooled.copyInt(0)));
    }

    private static ByteBuf withLength(DataBuffer piece) {
        var bytes = new byte[piece.readableByteCount()];
        piece.read(bytes);
        DataBufferUtils.release(piece);
        return Unpooled.wrappedBuffer(Unpooled.copyInt(bytes.length), Unpooled.wrappedBuffer(bytes));
    }

    private static Mono<Void> judge(String answer, Upload upload) {
        var told = answer.replace("\0", "").strip();
        if (told.equals("stream: OK")) {
            return Mono.empty();
        }
        var found = FOUND.matcher(told);
        if (found.matches()) {
            LOG.warn("An upload of {} bytes in {} was refused: {}", upload.size(), upload.field(), found.group(1));
            return Mono.error(() -> InvalidFields.of(upload.field(), "field.file_infected"));
        }
        return Mono.error(() -> new IllegalStateException("ClamAV says: " + told));
    }

    private static Unavailable away(Throwable failure) {
        LOG.error("ClamAV cannot be asked, and uploads wait for it: {}", failure.toString());
        return new Unavailable("error.unavailable");
    }

    /** Where the daemon listens. */
    record Address(String host, int port) {}
}
