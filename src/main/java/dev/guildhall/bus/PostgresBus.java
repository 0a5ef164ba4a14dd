package dev.guildhall.bus;

import dev.guildhall.database.UnpooledConnections;
import io.r2dbc.postgresql.api.Notification;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code LISTEN} and {@code NOTIFY}, on a connection of its own and never inside of anybody's transaction. */
final class PostgresBus implements Bus {

    private static final String CHANNEL = "guildhall_bus";

    /** How the server's administrators see this connection. */
    private static final String NAME = "guildhall bus";

    /** The server's limit is 8000, less a byte. */
    private static final int LONGEST_TEXT = 7_900;

    /** A server that vanished without a word is noticed after this long, plus as long again for the answer. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private final UnpooledConnections connections;
    private final AtomicReference<@Nullable PostgresqlConnection> listening = new AtomicReference<>();

    PostgresBus(UnpooledConnections connections) {
        this.connections = connections;
    }

    @Override
    public Mono<Void> publish(String text) {
        return Mono.defer(() -> Mono.justOrEmpty(listening.get()))
                .flatMapMany(connection -> connection
                        .createStatement("SELECT pg_notify($1, $2)")
                        .bind("$1", CHANNEL)
                        .bind("$2", text)
                        .execute())
                .flatMap(PostgresqlResult::getRowsUpdated)
                .then();
    }

    @Override
    public Flux<String> listen() {
        return Flux.usingWhen(connections.open(), this::hear, this::leave)
                .concatWith(Mono.error(() -> new IllegalStateException("The server has closed the connection")));
    }

    @Override
    public int longestText() {
        return LONGEST_TEXT;
    }

    private Flux<String> hear(PostgresqlConnection connection) {
        var said = connection.getNotifications().mapNotNull(Notification::getParameter);
        var begin = connection
                .createStatement("SET application_name = '" + NAME + "'; LISTEN " + CHANNEL)
                .execute()
                .flatMap(PostgresqlResult::getRowsUpdated)
                .then(Mono.fromRunnable(() -> listening.set(connection)))
                .thenReturn(CONNECTED);
        return Flux.merge(said, begin, heartbeat(connection));
    }

    private Mono<Void> leave(PostgresqlConnection connection) {
        listening.compareAndSet(connection, null);
        return connection.close();
    }

    private static Flux<String> heartbeat(PostgresqlConnection connection) {
        return Flux.interval(HEARTBEAT)
                .onBackpressureDrop()
                .concatMap(beat -> connection.validate(ValidationDepth.REMOTE).timeout(HEARTBEAT))
                .filter(alive -> !alive)
                .concatMap(dead -> Mono.error(new TimeoutException("No answer")));
    }
}
