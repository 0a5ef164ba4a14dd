package dev.guildhall.backup;

import dev.guildhall.audit.AuditQueries.Verdict;
import dev.guildhall.audit.AuditVerification;
import dev.guildhall.database.PlainConnections;
import dev.guildhall.database.UnpooledConnections;
import dev.guildhall.shared.RandomIds;
import dev.guildhall.storage.FileStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes a database of a backup again, and looks whether it is whole: for practice, or in earnest. */
@Service
public class RestoreService {

    /**
     * What waited then may have been sent since, or is waiting still in the database this is a copy of. To people and other systems it
     * would be news that are none.
     */
    private static final String DROP_WAITING = """
            WITH dropped AS (
                UPDATE delivery SET state = 'dropped', failure = 'restored from a backup', next_attempt_at = NULL, ended_at = now()
                 WHERE state = 'waiting' RETURNING id
            )
            SELECT count(*)::text FROM dropped""";

    /** Longer than the checkpoint takes that comes first. */
    private static final Duration DROP_LIMIT = Duration.ofMinutes(5);

    private final PlainConnections database;
    private final Flyway flyway;
    private final FileStore files;
    private final RandomIds ids;
    private final Clock clock;

    RestoreService(PlainConnections database, Flyway flyway, FileStore files, RandomIds ids, Clock clock) {
        this.database = database;
        this.flyway = flyway;
        this.files = files;
        this.ids = ids;
        this.clock = clock;
    }

    /** Restores into a database of the same server that is there for as long as this takes. */
    public Mono<Restored> drill(Path backup, Consumer<String> progress) {
        return drill(backup, DROP_LIMIT, progress);
    }

    /** @param dropLimit after which that database is left behind, and the drill has failed */
    Mono<Restored> drill(Path backup, Duration dropLimit, Consumer<String> progress) {
        var scratch = "guildhall_drill_" + ids.next().toString().replace("-", "");
        return Mono.usingWhen(
                administered("CREATE DATABASE " + scratch),
                made -> rehearsed(backup, database.named(scratch), progress),
                made -> dropped(scratch, dropLimit));
    }

    /** Restores into an empty database anywhere, which keeps it; one in which this was begun and failed is as good. */
    public Mono<Restored> drill(Path backup, PlainConnections target, Consumer<String> progress) {
        return rehearsed(backup, target, progress);
    }

    /** As {@link #drill(Path, PlainConnections, Consumer)} into the database of the settings; puts the files back where they belong. */
    public Mono<Restored> restore(Path backup, Consumer<String> progress) {
        return timed(opened(backup).flatMap(opened -> requireWhole(opened)
                .then(requireEmpty(database, opened.manifest))
                .thenMany(Flux.fromIterable(opened.manifest.files()))
                .concatMap(file -> files.putBack(file.name(), opened.folder.file(file.name())))
                .then(loaded(opened, database, progress))));
    }

    private Mono<Restored> rehearsed(Path backup, PlainConnections target, Consumer<String> progress) {
        return timed(opened(backup).flatMap(opened -> requireWhole(opened)
                .then(requireEmpty(target, opened.manifest))
                .then(loaded(opened, target, progress))));
    }

    private Mono<Restored> timed(Mono<Restored> work) {
        return Mono.defer(() -> {
            var begin = clock.instant();
            return work.map(done -> done.after(begin, clock.instant()));
        });
    }

    private static Mono<Opened> opened(Path backup) {
        return BackupService.offTheLoop(() -> {
            var folder = BackupFolder.open(backup);
            return new Opened(folder, folder.manifest());
        });
    }

    /** Nothing is made of a backup that is broken. */
    private static Mono<Void> requireWhole(Opened opened) {
        return BackupService.offTheLoop(() -> {
                    var problems = opened.folder.problems(opened.manifest);
                    if (!problems.isEmpty()) {
                        throw new IllegalStateException("The backup is broken: " + String.join("; ", problems));
                    }
                    return problems;
                })
                .then();
    }

    /** What has failed may be tried again: the schema is there by then, and its tables are as the migrations have left them. */
    private static Mono<Void> requireEmpty(PlainConnections target, Manifest manifest) {
        return BackupService.offTheLoop(() -> {
                    try (var connection = target.open()) {
                        var schema = new Schema(connection);
                        if (!schema.isEmpty() && !schema.isBegun(manifest.migrations(), manifest.tableNames())) {
                            throw new IllegalStateException(
                                    target + " is not empty; a backup is restored into an empty database only");
                        }
                    }
                    return target;
                })
                .then();
    }

    private Mono<Restored> loaded(Opened opened, PlainConnections target, Consumer<String> progress) {
        return BackupService.offTheLoop(() -> load(opened, target, progress))
                .flatMap(loaded -> verifiedLog(target, opened.manifest)
                        .map(verdict -> restored(opened.manifest, loaded, verdict)));
    }

    private Loaded load(Opened opened, PlainConnections target, Consumer<String> progress)
            throws SQLException, IOException {
        var manifest = opened.manifest;
        requireKnownSchema(manifest);
        target.flyway(flyway, manifest.schemaVersion()).migrate();
        progress.accept("Schema is at version " + manifest.schemaVersion());
        try (var connection = target.open()) {
            connection.setAutoCommit(false);
            var schema = new Schema(connection);
            requireSameSchema(manifest, schema);
            var dropped = fill(opened, connection, schema, progress);
            connection.commit();
            return new Loaded(problems(manifest, schema), dropped);
        }
    }

    /** Of migrations that have changed since, or are not ours, the schema would be another one. */
    private void requireKnownSchema(Manifest manifest) {
        var known = Arrays.stream(flyway.info().all())
                .filter(it -> it.getVersion() != null)
                .collect(
                        Collectors.toMap(it -> it.getVersion().getVersion(), it -> Objects.toString(it.getChecksum())));
        for (var migration : manifest.migrations()) {
            if (!Objects.toString(migration.checksum()).equals(known.get(migration.version()))) {
                throw new IllegalStateException("The backup is of a schema this version does not know (migration "
                        + migration.version() + "); use the version that made it: " + manifest.guildhall());
            }
        }
    }

    private static void requireSameSchema(Manifest manifest, Schema schema) throws SQLException {
        var here = schema.tables();
        for (var table : manifest.tables()) {
            if (!new HashSet<>(table.columns()).equals(new HashSet<>(here.getOrDefault(table.name(), List.of())))) {
                throw new IllegalStateException("The backup has another table " + table.name() + " than the schema");
            }
        }
    }

    /**
     * All of it or nothing. References are checked as ever; triggers would write down, or refuse, what has happened long ago.
     *
     * @return how many deliveries were dropped
     */
    private static long fill(Opened opened, Connection connection, Schema schema, Consumer<String> progress)
            throws SQLException, IOException {
        var order = schema.inOrder();
        for (var table : order) {
            schema.execute("ALTER TABLE \"" + table + "\" DISABLE TRIGGER USER");
        }
        schema.execute("TRUNCATE " + BackupService.quoted(order));
        var tables = opened.manifest.tables().stream().collect(Collectors.toMap(Manifest.Table::name, it -> it));
        for (var name : order) {
            var table = tables.get(name);
            if (table != null) {
                progress.accept("Loaded " + name + ": " + load(opened.folder, connection, table));
            }
        }
        for (var sequence : opened.manifest.sequences().entrySet()) {
            if (sequence.getValue() != null) {
                schema.execute("SELECT setval('\"%s\"', %d)".formatted(sequence.getKey(), sequence.getValue()));
            }
        }
        forgetTransactions(schema);
        var dropped = Long.parseLong(schema.text(DROP_WAITING));
        for (var table : order) {
            schema.execute("ALTER TABLE \"" + table + "\" ENABLE TRIGGER USER");
        }
        return dropped;
    }

    private static long load(BackupFolder folder, Connection connection, Manifest.Table table)
            throws SQLException, IOException {
        try (var in = folder.read(table)) {
            return connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "COPY \"%s\" (%s) FROM STDIN (FORMAT binary)"
                                    .formatted(table.name(), BackupService.quoted(table.columns())),
                            in);
        }
    }

    /**
     * The stream of events is read by the numbers of transactions. Those that have not come yet on this server would be waited for; they become
     * the oldest there is, and in the history of scores one that is nobody's.
     */
    private static void forgetTransactions(Schema schema) throws SQLException {
        schema.execute("UPDATE platform_event SET xid = '3' WHERE xid >= pg_snapshot_xmin(pg_current_snapshot())");
        schema.execute("UPDATE score_history SET xid = '2' WHERE xid >= pg_snapshot_xmin(pg_current_snapshot())");
    }

    private static List<String> problems(Manifest manifest, Schema schema) throws SQLException {
        var problems = new ArrayList<String>();
        for (var table : manifest.tables()) {
            var rows = schema.count(table.name());
            if (rows != table.rows()) {
                problems.add(table.name() + " has " + rows + " rows, should have " + table.rows());
            }
        }
        if (manifest.filesIncluded()) {
            var known = new HashSet<>(manifest.missing());
            manifest.files().forEach(file -> known.add(file.name()));
            schema.fileKeys().stream()
                    .filter(key -> !known.contains(key))
                    .forEach(key -> problems.add(key + " is named and not in the backup"));
        }
        return problems;
    }

    private Mono<Verdict> verifiedLog(PlainConnections target, Manifest manifest) {
        return Mono.using(
                target::reactive,
                connections ->
                        AuditVerification.of(connections.factory(), clock).verifyAsOf(manifest.takenAt()),
                UnpooledConnections::close);
    }

    private static Restored restored(Manifest manifest, Loaded loaded, Verdict verdict) {
        var all = new ArrayList<>(loaded.problems);
        if (verdict.problem() != null) {
            all.add("The audit log is broken at row " + verdict.entryId() + ": " + verdict.problem());
        }
        var head = verdict.head() == null
                ? ""
                : verdict.head().seq() + ":" + verdict.head().hash();
        if (!head.equals(manifest.audit().head())) {
            all.add("The audit log ends with " + head + ", should end with "
                    + manifest.audit().head());
        }
        return new Restored(manifest, head, loaded.dropped, List.copyOf(all), Duration.ZERO, Duration.ZERO);
    }

    /** PostgreSQL waits until each of its sessions has taken notice, and one whose client reads nothing never does. */
    private Mono<List<String>> dropped(String scratch, Duration limit) {
        return administered("SET statement_timeout = " + limit.toMillis(), "DROP DATABASE " + scratch + " WITH (FORCE)")
                .onErrorMap(
                        SQLException.class,
                        failure -> new IllegalStateException(
                                "The scratch database %s could not be dropped and is left behind: %s"
                                        .formatted(scratch, failure.getMessage())));
    }

    /** One after the other, as none of them may be part of a transaction. */
    private Mono<List<String>> administered(String... statements) {
        return BackupService.offTheLoop(() -> {
            try (var connection = database.open()) {
                var schema = new Schema(connection);
                for (var sql : statements) {
                    schema.execute(sql);
                }
            }
            return List.of(statements);
        });
    }

    private record Opened(BackupFolder folder, Manifest manifest) {}

    private record Loaded(List<String> problems, long dropped) {}

    /**
     * What came of it.
     *
     * @param auditHead the last seal of the audit log; empty when there is none
     * @param dropped how many deliveries were waiting in the backup, which are not sent any more
     * @param problems what is not as it was; none when all is well
     * @param age of the data when it began: what would have been lost (RPO)
     * @param took until all of it was there and looked at (RTO)
     */
    public record Restored(
            Manifest manifest, String auditHead, long dropped, List<String> problems, Duration age, Duration took) {

        private Restored after(Instant begin, Instant end) {
            return new Restored(
                    manifest,
                    auditHead,
                    dropped,
                    problems,
                    Duration.between(manifest.takenAt(), begin),
                    Duration.between(begin, end));
        }
    }
}
