package dev.guildhall.database;

import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.client.ChannelBindingMode;
import io.r2dbc.postgresql.client.SSLMode;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.Map;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/**
 * Connections straight from the driver, for who keeps one for itself, as a listener does. Everybody else takes the pool's. Not a
 * {@link ConnectionFactory} itself, so that nobody is given it by type.
 */
public final class UnpooledConnections implements AutoCloseable {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);

    /** The last resort against a transaction nobody ends: the server ends it. */
    private static final String ABANDONED_LIMIT = "30s";

    private final LoopResources loops;
    private final PostgresqlConnectionFactory factory;

    UnpooledConnections(DatabaseAddress address) {
        // Not colocated: queries of one request spread over all loops rather than staying on the one that took it.
        this.loops = LoopResources.create("pg", -1, Runtime.getRuntime().availableProcessors(), true, false);
        this.factory = new PostgresqlConnectionFactory(configuration(address, loops, ABANDONED_LIMIT));
    }

    /** A new connection; whoever asks for it closes it. */
    public Mono<PostgresqlConnection> open() {
        return factory.create().cast(PostgresqlConnection.class);
    }

    public ConnectionFactory factory() {
        return factory;
    }

    @Override
    public void close() {
        loops.dispose();
    }

    static PostgresqlConnectionConfiguration configuration(
            DatabaseAddress address, LoopResources loops, String idleInTransaction) {
        var builder = PostgresqlConnectionConfiguration.builder()
                .host(address.host())
                .port(address.port())
                .database(address.database())
                .username(address.username())
                .password(address.password())
                .applicationName(address.option("application_name").orElse("guildhall"))
                .sslMode(SSLMode.fromValue(address.option("sslmode").orElse("prefer")))
                .connectTimeout(CONNECT_LIMIT)
                .tcpKeepAlive(true)
                .tcpNoDelay(true)
                .forceBinary(true)
                .loopResources(loops)
                .options(Map.of("idle_in_transaction_session_timeout", idleInTransaction));
        address.option("channel_binding").map(ChannelBindingMode::fromValue).ifPresent(builder::channelBinding);
        address.option("sslrootcert").ifPresent(builder::sslRootCert);
        return builder.build();
    }
}
