package dev.guildhall.storage;

import dev.guildhall.shared.Rehearsal;
import dev.guildhall.shared.web.Upload;
import java.net.URI;
import java.nio.file.Path;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps nothing of what is only tried out: the key leads to no file. */
record RehearsableFiles(FileStore files) implements FileStore {

    private static final String NO_FILE = "0".repeat(32);

    @Override
    public Mono<String> keep(Upload upload, Category category) {
        return Rehearsal.choose(
                Mono.fromSupplier(() -> category.folder() + "/" + NO_FILE + upload.extension()),
                files.keep(upload, category));
    }

    @Override
    public Mono<Void> putBack(String key, Path file) {
        return files.putBack(key, file);
    }

    @Override
    public Mono<Void> delete(String key) {
        return files.delete(key);
    }

    @Override
    public Mono<StoredFile> find(String key) {
        return files.find(key);
    }

    @Override
    public Flux<Listed> list() {
        return files.list();
    }

    @Override
    public Mono<URI> link(String key, MediaType type, ContentDisposition disposition) {
        return files.link(key, type, disposition);
    }

    @Override
    public void close() {
        files.close();
    }
}
