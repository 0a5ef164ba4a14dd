package dev.guildhall.storage;

import dev.guildhall.shared.InvalidFields;
import dev.guildhall.shared.Unavailable;
import dev.guildhall.shared.web.Upload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * What becomes of an upload before it is kept: it is scanned, its content is held against its name, a picture is written anew. What
 * calls itself a picture and cannot be read as one is kept as it came, because the original took it; it is never shown as anything else.
 */
@Component
public class Intake implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    /** A copy of a picture takes much memory for a moment: better one after the other. */
    private static final int THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    /**
     * So many uploads are taken in at a time, most of them waiting for a thread; others have to come back. A request with an
     * {@code Idempotency-Key} holds a connection of the database meanwhile, and a slow scanner or bucket must not use them up: this is half
     * of a pool of the usual size.
     */
    static final int MOST_AT_ONCE = 10;

    private static final Set<String> PICTURES = Set.of(".png", ".jpg", ".jpeg");
    private static final String PDF = ".pdf";
    private static final int PIECE_BYTES = 64 * 1024;

    private final FileStore files;
    private final ClamAv scanner;
    private final Scheduler scheduler = Schedulers.newBoundedElastic(THREADS, MOST_AT_ONCE, "uploads");
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    Intake(FileStore files, MediaSettings settings) {
        this.files = files;
        this.scanner = new ClamAv(settings.scanner());
    }

    /**
     * Takes the upload over. Fails with InvalidFields, naming its field, when it is infected, something else than its name says, or a picture
     * of too many pixels; with Unavailable when it cannot be looked at or kept now, or too many others are.
     */
    public Mono<KeptFile> keep(Upload upload, Category category) {
        return Mono.using(this::enter, place -> takeOver(upload, category), Place::close)
                .onErrorMap(IOException.class, Intake::full);
    }

    private static Unavailable full(Throwable failure) {
        LOG.error("An upload cannot be kept: {}", failure.toString());
        return new Unavailable("error.unavailable");
    }

    private Mono<KeptFile> takeOver(Upload upload, Category category) {
        return scanner.scan(upload).then(offTheLoop(() -> prepare(upload))).flatMap(prepared -> files.keep(
                        prepared.upload(), category)
                .map(key -> new KeptFile(key, prepared.sha256())));
    }

    private Place enter() {
        if (!places.tryAcquire()) {
            throw new Unavailable("error.unavailable");
        }
        return places::release;
    }

    @Override
    public void destroy() {
        scheduler.dispose();
    }

    private static Prepared prepare(Upload upload) throws IOException {
        var sha256 = sha256(upload.content());
        var isPicture = PICTURES.contains(upload.extension());
        if (!isPicture && !upload.extension().equals(PDF)) {
            return new Prepared(upload, sha256);
        }
        var kind = FileKind.of(upload.content());
        if (kind == FileKind.ACTIVE) {
            throw InvalidFields.of(upload.field(), "field.file_content");
        }
        return new Prepared(isPicture ? copied(upload, kind) : upload, sha256);
    }

    private static Upload copied(Upload upload, FileKind kind) throws IOException {
        try {
            return PictureCopy.replace(upload.content(), kind)
                    ? new Upload(
                            upload.field(),
                            upload.filename(),
                            upload.content(),
                            Files.size(upload.content()),
                            upload.head())
                    : upload;
        } catch (PictureCopy.TooManyPixels bomb) {
            throw InvalidFields.of(upload.field(), "field.file_pixels", PictureCopy.MOST_MEGAPIXELS);
        }
    }

    private static String sha256(Path file) throws IOException {
        try (var content = Files.newInputStream(file)) {
            var digest = MessageDigest.getInstance("SHA-256");
            var piece = new byte[PIECE_BYTES];
            for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
                digest.update(piece, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private <T> Mono<T> offTheLoop(Callable<T> work) {
        return Mono.fromCallable(work)
                .subscribeOn(scheduler)
                .onErrorMap(RejectedExecutionException.class, full -> new Unavailable("error.unavailable"));
    }

    private record Prepared(Upload upload, String sha256) {}

    /** Given back whatever becomes of the upload. */
    private interface Place {
        void close();
    }
}
