package dev.guildhall.storage;

import dev.guildhall.shared.Home;
import dev.guildhall.shared.NotFound;
import dev.guildhall.shared.web.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Files in a folder of this machine. */
final class LocalFileStore implements FileStore {

    private static final Pattern KEY = Pattern.compile("([a-z_]+)/[0-9a-f]{32}(\\.[a-z0-9]{1,10})?");
    private static final Pattern EXTENSION = Pattern.compile("\\.[a-z0-9]{1,10}");
    private static final int NAME_BYTES = 16;
    private static final int HEAD_BYTES = 16;
    private static final int PIECE_BYTES = 64 * 1024;

    private final Path root;
    private final SecureRandom random = new SecureRandom();

    LocalFileStore(Path root) {
        this.root = root;
    }

    @Override
    public Mono<String> keep(Upload upload, Category category) {
        return onFileThread(() -> {
            var key = category.folder() + "/" + randomName() + extension(upload);
            Home.ownersFolder(root.resolve(category.folder()));
            Files.move(upload.content(), root.resolve(key));
            return key;
        });
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

    private static StoredFile open(Path file) throws IOException {
        try (var channel = FileChannel.open(file)) {
            var head = ByteBuffer.allocate(HEAD_BYTES);
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
        var matcher = KEY.matcher(key);
        return matcher.matches() && Category.hasFolder(matcher.group(1))
                ? Optional.of(root.resolve(key))
                : Optional.empty();
    }

    private String randomName() {
        var bytes = new byte[NAME_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String extension(Upload upload) {
        var extension = upload.extension();
        return EXTENSION.matcher(extension).matches() ? extension : "";
    }

    private static <T> Mono<T> onFileThread(Callable<T> blocking) {
        return Mono.fromCallable(blocking).subscribeOn(Schedulers.boundedElastic());
    }
}
