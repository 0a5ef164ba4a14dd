package dev.guildhall.testing;

import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import org.testcontainers.containers.GenericContainer;
import redis.embedded.RedisServer;
import redis.embedded.core.ExecutableProvider;

/**
 * A real redis-server for the tests of this JVM, started when first asked for: a container where a Docker daemon answers, else the
 * machine's own, else one that came with a library.
 */
public final class TestRedis {

    private static final int PORT = 6379;
    private static final String SERVER = DockerDaemon.answers() ? container() : process();

    private TestRedis() {}

    /** The {@code REDIS_URL} of the server. */
    public static String url() {
        return "redis://" + SERVER;
    }

    /** Breaks the connections of all who listen, and says how many there were. */
    public static long cutOffListeners() {
        try (var client = RedisClient.create(url());
                var connection = client.connect()) {
            return connection.sync().clientKill(KillArgs.Builder.typePubsub());
        }
    }

    /** Stopped by Testcontainers when the JVM ends. */
    @SuppressWarnings("resource")
    private static String container() {
        var container = new GenericContainer<>("redis:7").withExposedPorts(PORT);
        container.start();
        return container.getHost() + ":" + container.getMappedPort(PORT);
    }

    private static String process() {
        try {
            var port = freePort();
            var server = RedisServer.newRedisServer()
                    .executableProvider(executable())
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("save \"\"")
                    .build();
            server.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
            return "127.0.0.1:" + port;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ExecutableProvider executable() {
        try {
            return ExecutableProvider.newExecutableInPath("redis-server");
        } catch (FileNotFoundException none) {
            return ExecutableProvider.newJarResourceProvider();
        }
    }

    private static void stop(RedisServer server) {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
