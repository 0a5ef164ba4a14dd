package dev.guildhall.storage;

import dev.guildhall.shared.web.Upload;
import reactor.core.publisher.Mono;

/**
 * Keeps files under keys such as {@code chat_files/0f3a…9c.png}: the category's folder and a random name, whatever the sender called
 * the file. A key is never used twice and its file never changes.
 */
public interface FileStore {

    /**
     * Takes the upload over and gives its key. The file stays until it is deleted, also when the caller fails later.
     * In a rehearsal nothing is taken over, and the key leads to no file.
     */
    Mono<String> keep(Upload upload, Category category);

    /** Deletes the file, if it is there. */
    Mono<Void> delete(String key);

    /** The file, or nothing when there is none. */
    Mono<StoredFile> find(String key);
}
