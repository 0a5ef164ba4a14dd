package dev.guildhall.database;

import static org.awaitility.Awaitility.await;

import dev.guildhall.shared.Home;
import dev.guildhall.testing.OwnProcess;
import dev.guildhall.testing.TestEnvironment;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** The whole application in a process of its own, with an embedded database in its folder, to be killed by a test. */
public final class GuildhallProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final int STOP_SECONDS = 20;

    private final Home home;
    private final int port;
    private final Process process;

    private GuildhallProcess(Home home, int port, Process process) {
        this.home = home;
        this.port = port;
        this.process = process;
    }

    /** Starts it and waits until it answers. */
    public static GuildhallProcess start(Home home) throws IOException {
        return start(home, Map.of());
    }

    public static GuildhallProcess start(Home home, Map<String, String> settings) throws IOException {
        return start(home, OwnProcess.of(home.path()), settings);
    }

    /** As {@link #start(Home, Map)}, but the built jar. */
    public static GuildhallProcess startJar(Home home, Map<String, String> settings) throws IOException {
        return start(home, OwnProcess.ofJar(home.path()), settings);
    }

    /** As {@link #startJar(Home, Map)}, with another jar. */
    public static GuildhallProcess startJar(Home home, Path jar, Map<String, String> settings) throws IOException {
        return start(home, OwnProcess.ofJar(home.path(), jar), settings);
    }

    /** Starts what this builds, and waits until it answers. */
    static GuildhallProcess start(Home home, ProcessBuilder builder, Map<String, String> settings) throws IOException {
        var port = freePort();
        var environment = builder.environment();
        environment.put("PORT", String.valueOf(port));
        environment.put("SECRET_KEY", TestEnvironment.SECRET_KEY);
        environment.put("TELEGRAM_BOT_TOKEN", TestEnvironment.TELEGRAM_BOT_TOKEN);
        environment.put("TELEGRAM_API_URL", TestEnvironment.NOBODY);
        environment.putAll(settings);
        var log = home.path().resolve("guildhall.log").toFile();
        var process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
        var started = new GuildhallProcess(home, port, process);
        try {
            await().atMost(START_LIMIT).until(() -> !process.isAlive() || started.answers());
        } catch (ConditionTimeoutException tooLate) {
            process.destroyForcibly();
            throw tooLate;
        }
        if (!process.isAlive()) {
            throw new IllegalStateException("The application did not start; see " + log);
        }
        return started;
    }

    public String address() {
        return "http://127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    /** What it has said so far. */
    public List<String> log() throws IOException {
        return Files.readAllLines(home.path().resolve("guildhall.log"));
    }

    /** A connection to send whatever one likes. */
    public Socket connect() throws IOException {
        return new Socket("127.0.0.1", port);
    }

    /** A connection to its database that is not its own. */
    Connection database() throws IOException, SQLException {
        var postmaster = Postmaster.of(home.path().resolve("postgres")).orElseThrow();
        var password = Files.readString(home.path().resolve("postgres.password"));
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + postmaster.port() + "/postgres?sslmode=disable", "postgres", password);
    }

    /** Has its database server and the sessions stand still, as on a machine that hangs. */
    void suspendDatabase() throws IOException, InterruptedException {
        signalDatabase("STOP");
    }

    void resumeDatabase() throws IOException, InterruptedException {
        signalDatabase("CONT");
    }

    private void signalDatabase(String signal) throws IOException, InterruptedException {
        var server = databaseServer();
        var kill = Stream.concat(
                Stream.of("kill", "-" + signal),
                Stream.concat(Stream.of(server), server.descendants()).map(it -> String.valueOf(it.pid())));
        // One that is gone by now needs no signal.
        new ProcessBuilder(kill.toList()).start().waitFor();
    }

    private ProcessHandle databaseServer() throws IOException {
        return ProcessHandle.of(Postmaster.of(home.path().resolve("postgres"))
                        .orElseThrow()
                        .pid())
                .orElseThrow();
    }

    /** Kills its database server, and the sessions with it. */
    void loseDatabase() throws IOException {
        var server = databaseServer();
        var sessions = server.descendants().toList();
        server.destroyForcibly();
        sessions.forEach(ProcessHandle::destroyForcibly);
        await().until(() -> Postmaster.isGone(server) && sessions.stream().allMatch(Postmaster::isGone));
    }

    /** Asks it to stop. */
    void terminate() {
        process.destroy();
    }

    /** Waits until it has stopped. */
    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    /** As {@code kill -9} does; its database server stays behind. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to stop, and says whether it is gone in time. */
    public boolean stopsWithin(Duration limit) throws InterruptedException {
        process.destroy();
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Leaves nothing running. */
    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            kill();
        }
        Postmaster.stopOrphan(home.path().resolve("postgres"));
    }

    private boolean answers() {
        var request = HttpRequest.newBuilder(URI.create(address() + "/healthz"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return HttpClient.newHttpClient()
                            .send(request, BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
