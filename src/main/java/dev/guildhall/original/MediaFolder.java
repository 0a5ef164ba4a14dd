package dev.guildhall.original;

import dev.guildhall.original.Batch.Wanted;
import dev.guildhall.shared.InvalidFields;
import dev.guildhall.shared.web.Upload;
import dev.guildhall.storage.Intake;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The media folder of the original. What is asked for is taken in as if it were sent to us, under a name of ours; nothing is taken away,
 * and nothing outside of the folder is read.
 *
 * @param folder null when there is none: then all files are left out
 * @param rehearsal whether it only looks
 */
record MediaFolder(@Nullable Path folder, Intake intake, boolean rehearsal) {

    private static final int HEAD_BYTES = 512;

    /**
     * Copies what the rows name and tells them.
     *
     * @param betweenFiles done after each of them
     */
    Mono<Void> bring(Batch batch, Mono<Void> betweenFiles) {
        return Flux.fromIterable(batch.wantedFiles())
                .concatMap(wanted -> bring(wanted, batch).then(betweenFiles))
                .then();
    }

    private Mono<Void> bring(Wanted wanted, Batch batch) {
        return offTheLoop(() -> find(wanted.path()))
                .flatMap(found -> found.map(file -> rehearsal ? look(file) : copy(file, wanted))
                        .orElseGet(Mono::empty))
                .doOnNext(copy -> batch.copied(wanted, copy.key(), copy.sha256(), copy.bytes()))
                .switchIfEmpty(Mono.fromRunnable(() -> batch.missing(
                        wanted,
                        folder == null ? "because --media names no folder" : "which is not in the media folder")))
                .onErrorResume(
                        InvalidFields.class,
                        refused -> Mono.fromRunnable(() -> batch.missing(wanted, "which " + objection(refused))))
                .then();
    }

    private static String objection(InvalidFields refused) {
        var code = refused.problems().values().iterator().next().get(0).code();
        return switch (code) {
            case "field.file_infected" -> "is infected";
            case "field.file_content" -> "has the content of something else than its name says";
            case "field.file_pixels" -> "is a picture of too many pixels";
            default -> "was refused: " + code;
        };
    }

    private static Mono<Copy> look(Path file) {
        return offTheLoop(() -> new Copy("rehearsal", "", Files.size(file)));
    }

    /** What is taken in is taken over, so it is a file of its own. */
    private Mono<Copy> copy(Path file, Wanted wanted) {
        var category = Objects.requireNonNull(wanted.column().files());
        return Mono.usingWhen(
                offTheLoop(() -> Files.createTempFile("guildhall-import-", ".part")),
                own -> offTheLoop(() -> Files.copy(file, own, StandardCopyOption.REPLACE_EXISTING))
                        .then(offTheLoop(() -> upload(file, own)))
                        .flatMap(upload -> intake.keep(upload, category)
                                .map(kept -> new Copy(kept.key(), kept.sha256(), upload.size()))),
                own -> offTheLoop(() -> Files.deleteIfExists(own)));
    }

    private static Upload upload(Path file, Path own) throws IOException {
        try (var content = Files.newInputStream(own)) {
            var head = ByteBuffer.wrap(content.readNBytes(HEAD_BYTES)).asReadOnlyBuffer();
            return new Upload("media", String.valueOf(file.getFileName()), own, Files.size(own), head);
        }
    }

    /** A file of the folder: no path leads out of it, and no link does. */
    private Optional<Path> find(String path) throws IOException {
        if (folder == null) {
            return Optional.empty();
        }
        try {
            var root = folder.toRealPath();
            var file = root.resolve(path);
            return Files.isRegularFile(file) && file.toRealPath().startsWith(root)
                    ? Optional.of(file)
                    : Optional.empty();
        } catch (InvalidPathException none) {
            return Optional.empty();
        }
    }

    private static <T> Mono<T> offTheLoop(Callable<T> blocking) {
        return Mono.fromCallable(blocking).subscribeOn(Schedulers.boundedElastic());
    }

    private record Copy(String key, String sha256, long bytes) {}
}
