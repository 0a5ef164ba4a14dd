package dev.guildhall.database;

import dev.guildhall.shared.Home;
import dev.guildhall.shared.InvalidSetting;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.StringUtils;

/**
 * A real PostgreSQL of our own, for machines where nothing is installed. Its data lives in {@code postgres} of {@link Home} and
 * survives restarts, of this process as of the machine; a server left behind by a killed process is stopped and its data taken over.
 */
final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String SUPERUSER = "postgres";

    /** Long enough to recover what a crash has left in the log. */
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Database database;
    private final @Nullable EmbeddedPostgres server;
    private final @Nullable FolderLock lock;

    private EmbeddedDatabase(DatabaseAddress address, @Nullable EmbeddedPostgres server, @Nullable FolderLock lock) {
        this.database = new Database(address);
        this.server = server;
        this.lock = lock;
    }

    /** Whether no other database is given. */
    static boolean isWanted(Environment environment) {
        return !StringUtils.hasText(environment.getProperty("guildhall.database.url"));
    }

    /** Starts the server of this folder; an {@link InvalidSetting} says that another process has it. */
    static EmbeddedDatabase start(Home home) {
        return start(home, START_LIMIT);
    }

    static EmbeddedDatabase start(Home home, Duration limit) {
        return new Folder(home).startOr(limit, folder -> {
            throw new InvalidSetting(
                    "GUILDHALL_HOME",
                    "must be a folder of its own for every running Guildhall, and " + home.path()
                            + " is in use by another one; stop that one first");
        });
    }

    /** Starts the server of this folder, or if another process already runs it, uses that. */
    static EmbeddedDatabase startOrJoin(Home home) {
        return new Folder(home).startOr(START_LIMIT, Folder::join);
    }

    Database database() {
        return database;
    }

    /** Stops the server if it was started here. */
    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
        if (lock != null) {
            lock.close();
        }
    }

    /** The files of the embedded server. */
    private record Folder(Path root, Path data, Path setupMark, Path passwordFile, Path log, Path binaries) {

        Folder(Home home) {
            this(
                    home.folder(),
                    home.path().resolve("postgres"),
                    home.path().resolve("postgres.setup"),
                    home.path().resolve("postgres.password"),
                    home.path().resolve("postgres.log"),
                    // The library lets everybody write into the folder it unpacks to; nobody else gets through the one
                    // around it.
                    home.folder("postgres-binaries").resolve("unpacked"));
        }

        EmbeddedDatabase startOr(Duration limit, Function<Folder, EmbeddedDatabase> whenTaken) {
            try {
                var lock = FolderLock.tryAcquire(root.resolve("postgres.lock"));
                return lock.isPresent() ? start(lock.get(), limit) : whenTaken.apply(this);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private EmbeddedDatabase start(FolderLock lock, Duration limit) throws IOException {
            try {
                requireBinaries();
                prepare();
                return started(launch(limit), lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        }

        private EmbeddedDatabase started(EmbeddedPostgres server, FolderLock lock) throws IOException {
            try {
                Files.deleteIfExists(setupMark);
                LOG.info("Embedded PostgreSQL runs on port {}, data in {}", server.getPort(), data);
                return new EmbeddedDatabase(address(server.getPort()), server, lock);
            } catch (IOException | RuntimeException e) {
                server.close();
                throw e;
            }
        }

        private EmbeddedDatabase join() {
            try {
                var running = Postmaster.of(data)
                        .orElseThrow(() -> new InvalidSetting(
                                "GUILDHALL_HOME",
                                "must not be in use by a Guildhall that is just starting: " + root + "; try again"));
                return new EmbeddedDatabase(address(running.port()), null, null);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The build may have left them out, or there are none for this kind of machine. */
        private static void requireBinaries() throws IOException {
            var machine = System.getProperty("os.arch");
            try (var binaries = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system(), machine)) {
                LOG.debug("There is a PostgreSQL for {} {}: {}", system(), machine, binaries);
            } catch (IllegalStateException missing) {
                throw new InvalidSetting(
                        "DATABASE_URL",
                        "must name a PostgreSQL server, because this build has no embedded one for %s on %s"
                                .formatted(system(), machine));
            }
        }

        /** As the library calls them. */
        private static String system() {
            var name = System.getProperty("os.name");
            return name.startsWith("Mac") ? "Darwin" : name.startsWith("Windows") ? "Windows" : name;
        }

        /** Leaves everything whole or absent: a first start that was interrupted has left nothing of value. */
        private void prepare() throws IOException {
            removeHalfUnpacked();
            if (Files.exists(data)) {
                Postmaster.stopOrphan(data);
            }
            if (Files.exists(setupMark)) {
                FileSystemUtils.deleteRecursively(data);
            }
            if (!Files.exists(data)) {
                Files.writeString(setupMark, "");
                writePassword();
            }
        }

        /** The library marks what it has unpacked whole, and would stumble over anything else. */
        private void removeHalfUnpacked() throws IOException {
            if (Files.exists(binaries)) {
                try (var unpacked =
                        Files.newDirectoryStream(binaries, folder -> Files.notExists(folder.resolve(".exists")))) {
                    for (var half : unpacked) {
                        FileSystemUtils.deleteRecursively(half);
                    }
                }
            }
        }

        private EmbeddedPostgres launch(Duration limit) throws IOException {
            // The parent of this library's folders; it sweeps it, so it must not be the one with our data, and /tmp is
            // not ours.
            System.setProperty("ot.epg.working-dir", binaries.toString());
            var builder = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(binaries.toFile())
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(limit)
                    .setOutputRedirector(Redirect.appendTo(log.toFile()))
                    .setErrorRedirector(Redirect.appendTo(log.toFile()))
                    .setConnectConfig("password", password());
            clusterOptions().forEach(builder::setLocaleConfig);
            SERVER_OPTIONS.forEach(builder::setServerConfig);
            try {
                return builder.start();
            } catch (IOException | IllegalStateException e) {
                LOG.debug("Embedded PostgreSQL did not start", e);
                throw new InvalidSetting(
                        "GUILDHALL_HOME",
                        "must hold a PostgreSQL that can be started, and it does not start; see " + log);
            }
        }

        /**
         * Options of initdb (the library passes any "locale" on as an option): a password, since other users of the machine reach
         * the port too, and an order of texts that is the same on every machine. The password is hashed once, not the usual 4,096 times
         * that would slow down whoever guesses one a person has chosen: nobody guesses 24 random bytes, and every new connection would
         * hash it as often again on an event loop.
         */
        private Map<String, String> clusterOptions() {
            return Map.of(
                    "auth-host", "scram-sha-256",
                    "auth-local", "scram-sha-256",
                    "pwfile", passwordFile.toString(),
                    "set", "scram_iterations=1",
                    "locale", "C",
                    "locale-provider", "builtin",
                    "builtin-locale", "C.UTF-8");
        }

        private void writePassword() throws IOException {
            Files.deleteIfExists(passwordFile);
            if (root.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        passwordFile,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            var bytes = new byte[24];
            new SecureRandom().nextBytes(bytes);
            Files.writeString(passwordFile, HexFormat.of().formatHex(bytes));
        }

        private DatabaseAddress address(int port) throws IOException {
            return new DatabaseAddress(
                    "127.0.0.1", port, SUPERUSER, SUPERUSER, password(), Map.of("sslmode", "disable"));
        }

        private String password() throws IOException {
            try {
                return Files.readString(passwordFile);
            } catch (NoSuchFileException e) {
                throw new InvalidSetting(
                        "GUILDHALL_HOME", "must hold the password of its PostgreSQL, and there is no " + passwordFile);
            }
        }
    }

    /** Each wins over the library's own, which are made for throw-away tests: no fsync, no waiting for a commit. */
    private static final Map<String, String> SERVER_OPTIONS = Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "max_connections", "100",
            "listen_addresses", "127.0.0.1",
            "unix_socket_directories", "",
            // A week of logs in the data folder, rather than a pipe that breaks when this process is killed.
            "logging_collector", "on",
            "log_filename", "postgresql-%a.log",
            "log_truncate_on_rotation", "on",
            "log_rotation_size", "0",
            // For every password but the one the server is made with.
            "scram_iterations", "4096");
}
