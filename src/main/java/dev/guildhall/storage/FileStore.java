package dev.guildhall.storage;

import dev.guildhall.shared.web.Upload;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps files under keys such as {@code chat_files/0f3a…9c.png}: the category's folder and a random name, whatever the sender called
 * the file. A key is never used twice and its file never changes.
 */
public interface FileStore extends AutoCloseable {

    /**
     * Takes the upload over, which is at its place no more, and gives its key. The file stays until it is deleted, also when the caller fails later.
     * In a rehearsal nothing is taken over, and the key leads to no file.
     */
    Mono<String> keep(Upload upload, Category category);

    /** Puts a file back under the key it had, unless it is there. The other file stays where it is. */
    Mono<Void> putBack(String key, Path file);

    /** Deletes the file, if it is there. */
    Mono<Void> delete(String key);

    /** The file, or nothing when there is none. */
    Mono<StoredFile> find(String key);

    /**
     * A link that leads a reader to the file past us, good for an hour, on which the browser is told the same as by us; empty where there is
     * no such way. Whether there is such a file is not looked at.
     */
    default Mono<URI> link(String key, MediaType type, ContentDisposition disposition) {
        return Mono.empty();
    }

    /** All files there are, in no order; what others have put there is passed over. */
    Flux<Listed> list();

    @Override
    default void close() {}

    /** A file that is there since some moment. */
    record Listed(String key, Instant since) {}
}
