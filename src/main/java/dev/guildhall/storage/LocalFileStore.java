package dev.guildhall.storage;

import dev.guildhall.shared.Home;
import dev.guildhall.shared.NotFound;
import dev.guildhall.shared.web.Upload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Files in a folder of this machine. */
final class LocalFileStore implements FileStore {

    private static final int PIECE_BYTES = 64 * 1024;

    private final Path root;
    private final Keys keys;

    LocalFileStore(Path root, Clock clock) {
        this.root = root;
        this.keys = new Keys(clock);
    }

    @Override
    public Mono<String> keep(Upload upload, Category category) {
        return onFileThread(() -> {
            var key = keys.next(upload, category);
            Home.ownersFolder(root.resolve(category.folder()));
            Files.move(upload.content(), root.resolve(key));
            return key;
        });
    }

    @Override
    public Mono<Void> putBack(String key, Path file) {
        return Mono.justOrEmpty(path(key))
                .switchIfEmpty(Mono.error(() -> new IllegalArgumentException(key + " is no key of a file")))
                .flatMap(place -> onFileThread(() -> copy(file, place)))
                .then();
    }

    @Override
    public Mono<Void> delete(String key) {
        return Mono.justOrEmpty(path(key))
                .flatMap(file -> onFileThread(() -> Files.deleteIfExists(file)))
                .then();
    }

    @Override
    public Mono<StoredFile> find(String key) {
        return Mono.justOrEmpty(path(key))
                .flatMap(file -> onFileThread(() -> open(file)))
                .onErrorResume(NoSuchFileException.class, missing -> Mono.empty());
    }

    @Override
    public Flux<Listed> list() {
        return Flux.fromArray(Category.values()).concatMap(this::list).subscribeOn(Schedulers.boundedElastic());
    }

    private Flux<Listed> list(Category category) {
        return Flux.using(
                        () -> Files.newDirectoryStream(root.resolve(category.folder())),
                        Flux::fromIterable,
                        LocalFileStore::close)
                .onErrorResume(NoSuchFileException.class, unused -> Flux.empty())
                .concatMap(file -> Mono.justOrEmpty(listed(category.folder() + "/" + file.getFileName(), file)));
    }

    /** Nothing for what this store has not made, and for what was deleted meanwhile. */
    private static Optional<Listed> listed(String key, Path file) {
        try {
            return Keys.isKey(key)
                    ? Optional.of(
                            new Listed(key, Files.getLastModifiedTime(file).toInstant()))
                    : Optional.empty();
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static void close(DirectoryStream<Path> folder) {
        try {
            folder.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Beside it first: what has its name is whole. */
    private static Path copy(Path file, Path place) throws IOException {
        if (Files.notExists(place)) {
            var folder = Home.ownersFolder(Objects.requireNonNull(place.getParent()));
            var half = Files.createTempFile(folder, ".", ".half");
            Files.copy(file, half, StandardCopyOption.REPLACE_EXISTING);
            Files.move(half, place, StandardCopyOption.ATOMIC_MOVE);
        }
        return place;
    }

    private static StoredFile open(Path file) throws IOException {
        try (var channel = FileChannel.open(file)) {
            var head = ByteBuffer.allocate(StoredFile.HEAD_BYTES);
            channel.read(head);
            return new StoredFile(channel.size(), head.flip().asReadOnlyBuffer(), content(file));
        }
    }

    /** A file may be deleted between the moment it is found and the moment it is read. */
    private static Flux<DataBuffer> content(Path file) {
        return DataBufferUtils.readByteChannel(
                        () -> FileChannel.open(file), DefaultDataBufferFactory.sharedInstance, PIECE_BYTES)
                .onErrorMap(NoSuchFileException.class, deleted -> new NotFound("error.not_found"))
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** Where the file of a key is; nothing for what is no key, so that no key leads out of the folder. */
    private Optional<Path> path(String key) {
        return Keys.isKey(key) ? Optional.of(root.resolve(key)) : Optional.empty();
    }

    private static <T> Mono<T> onFileThread(Callable<T> blocking) {
        return Mono.fromCallable(blocking).subscribeOn(Schedulers.boundedElastic());
    }
}
