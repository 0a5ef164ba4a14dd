package dev.guildhall.backup;

import dev.guildhall.backup.Manifest.Audit;
import dev.guildhall.backup.Manifest.Content;
import dev.guildhall.backup.Manifest.Table;
import dev.guildhall.database.PlainConnections;
import dev.guildhall.storage.FileStore;
import dev.guildhall.storage.StoredFile;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.springframework.boot.info.BuildProperties;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Takes backups, beside a running server: all tables as of one moment, then the files their rows name. */
@Service
public class BackupService {

    private final PlainConnections database;
    private final FileStore files;
    private final Optional<BuildProperties> build;

    BackupService(PlainConnections database, FileStore files, Optional<BuildProperties> build) {
        this.database = database;
        this.files = files;
        this.build = build;
    }

    /**
     * Makes a folder that was not there, or nothing.
     *
     * @param progress hears in words how far it is
     */
    public Mono<Manifest> take(Path target, boolean withFiles, Consumer<String> progress) {
        return Mono.usingWhen(
                offTheLoop(() -> BackupFolder.begin(target)),
                folder -> offTheLoop(() -> copyTables(folder, progress))
                        .flatMap(tables -> withFiles ? withFiles(folder, tables, progress) : Mono.just(tables.manifest))
                        .delayUntil(manifest -> offTheLoop(() -> {
                            folder.become(target, manifest);
                            return target;
                        })),
                // Under its new name there is nothing left to discard.
                folder -> offTheLoop(() -> discarded(folder)),
                (folder, failure) -> offTheLoop(() -> discarded(folder)),
                folder -> offTheLoop(() -> discarded(folder)));
    }

    private Tables copyTables(BackupFolder folder, Consumer<String> progress) throws SQLException, IOException {
        try (var connection = database.open()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            var schema = new Schema(connection);
            schema.execute("SET LOCAL statement_timeout = 0");
            var takenAt = Instant.parse(
                    schema.text("SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"));
            var migrations = schema.migrations();
            var tables = new ArrayList<Table>();
            for (var table : schema.tables().entrySet()) {
                tables.add(copy(connection, folder, table.getKey(), table.getValue()));
                progress.accept("Copied " + table.getKey() + ": "
                        + tables.get(tables.size() - 1).rows());
            }
            var head =
                    schema.text("SELECT seq || ':' || encode(hash, 'hex') FROM audit_seal ORDER BY seq DESC LIMIT 1");
            var manifest = new Manifest(
                    Manifest.FORMAT,
                    build.map(BuildProperties::getVersion).orElse(""),
                    schema.text("SHOW server_version"),
                    takenAt,
                    migrations.get(migrations.size() - 1).version(),
                    migrations,
                    tables,
                    schema.sequences(),
                    new Audit(schema.count("audit_entry"), head),
                    false,
                    List.of(),
                    List.of());
            return new Tables(manifest, schema.fileKeys());
        }
    }

    private static Table copy(Connection connection, BackupFolder folder, String name, List<String> columns)
            throws SQLException, IOException {
        long rows;
        try (var out = folder.table(name)) {
            rows = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "COPY (SELECT %s FROM \"%s\") TO STDOUT (FORMAT binary)".formatted(quoted(columns), name),
                            out);
        }
        return new Table(name, columns, rows, folder.finishedTable(name));
    }

    static String quoted(List<String> columns) {
        return "\"" + String.join("\", \"", columns) + "\"";
    }

    private Mono<Manifest> withFiles(BackupFolder folder, Tables tables, Consumer<String> progress) {
        return Flux.fromIterable(tables.keys)
                .concatMap(key -> copied(folder, key))
                .collectList()
                .doOnNext(found -> progress.accept("Copied files: "
                        + found.stream().filter(Copied::isThere).count()))
                .map(found -> withFiles(tables.manifest, found));
    }

    private Mono<Copied> copied(BackupFolder folder, String key) {
        return files.find(key)
                .flatMap(file -> copy(file, folder, key))
                .map(content -> new Copied(key, Optional.of(content)))
                .defaultIfEmpty(new Copied(key, Optional.empty()));
    }

    private static Mono<Content> copy(StoredFile file, BackupFolder folder, String key) {
        return offTheLoop(() -> folder.newFile(key)).flatMap(place -> DataBufferUtils.write(file.content(), place)
                .then(offTheLoop(() -> folder.finishedFile(key))));
    }

    private static Manifest withFiles(Manifest tables, List<Copied> found) {
        return new Manifest(
                tables.format(),
                tables.guildhall(),
                tables.postgres(),
                tables.takenAt(),
                tables.schemaVersion(),
                tables.migrations(),
                tables.tables(),
                tables.sequences(),
                tables.audit(),
                true,
                found.stream().flatMap(copied -> copied.content.stream()).toList(),
                found.stream()
                        .filter(copied -> !copied.isThere())
                        .map(Copied::key)
                        .toList());
    }

    private static BackupFolder discarded(BackupFolder folder) throws IOException {
        folder.discard();
        return folder;
    }

    static <T> Mono<T> offTheLoop(Callable<T> work) {
        return Mono.fromCallable(work).subscribeOn(Schedulers.boundedElastic());
    }

    /** The tables, and which files belong to them. */
    private record Tables(Manifest manifest, Set<String> keys) {}

    /** @param content empty when there is no such file */
    private record Copied(String key, Optional<Content> content) {

        private boolean isThere() {
            return content.isPresent();
        }
    }
}
