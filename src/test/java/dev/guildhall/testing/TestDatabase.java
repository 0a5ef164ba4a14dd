package dev.guildhall.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A real PostgreSQL for the tests of this JVM, started when first asked for: a container where a Docker daemon answers, else an embedded
 * one of the same major version. Both order texts alike.
 */
public final class TestDatabase {

    private static final String USER = "postgres";
    private static final String PASSWORD = "test";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    /** E.g. {@code 127.0.0.1:5432}. */
    private static final String SERVER = DockerDaemon.answers() ? container() : embedded();

    private TestDatabase() {}

    /** The {@code DATABASE_URL} of the database that all tests of the shared application use. */
    public static String url() {
        return url(USER);
    }

    /** The {@code DATABASE_URL} of a new, empty database on the same server. */
    public static String newUrl() {
        var name = "test_" + DATABASES.incrementAndGet();
        try (var connection = DriverManager.getConnection("jdbc:postgresql://" + SERVER + "/" + USER, USER, PASSWORD);
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
            return url(name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String url(String database) {
        return "postgresql://%s:%s@%s/%s?sslmode=disable".formatted(USER, PASSWORD, SERVER, database);
    }

    /** Stopped by Testcontainers when the JVM ends. */
    @SuppressWarnings("resource")
    private static String container() {
        var container = new PostgreSQLContainer("postgres:18")
                .withUsername(USER)
                .withPassword(PASSWORD)
                .withDatabaseName(USER)
                .withEnv("POSTGRES_INITDB_ARGS", "--locale=C --locale-provider=builtin --builtin-locale=C.UTF-8")
                .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=300");
        container.start();
        return container.getHost() + ":" + container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT);
    }

    /** Stopped by the library's shutdown hook, its data deleted; it does without fsync. */
    private static String embedded() {
        try {
            var data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "test-postgres-");
            var server = EmbeddedPostgres.builder()
                    .setDataDirectory(data.toAbsolutePath())
                    .setLocaleConfig("locale", "C")
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setOutputRedirector(Redirect.appendTo(new File("target/test-postgres.log")))
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .start();
            return "127.0.0.1:" + server.getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
