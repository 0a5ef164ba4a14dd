package dev.guildhall.database;

import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresTransactionDefinition;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.R2dbcException;
import java.util.function.Function;
import org.springframework.r2dbc.connection.SingleConnectionFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

/** A PostgreSQL that is not ours, to be read as it stands at one moment. Neither its failures nor {@code toString} show the password. */
public final class OtherDatabase {

    /** Whoever reads it may have much to do between two pages. */
    private static final String NEVER = "0";

    private final DatabaseAddress address;

    private OtherDatabase(DatabaseAddress address) {
        this.address = address;
    }

    /**
     * The database of a URL.
     *
     * @param setting whose URL it is, for the {@link dev.guildhall.shared.InvalidSetting} when it is none
     */
    public static OtherDatabase at(String setting, String url) {
        return new OtherDatabase(DatabaseAddress.parse(setting, url));
    }

    /**
     * Does some work over a connection of its own, in a transaction that sees what was committed before its first statement and cannot
     * write.
     *
     * @param unreachable what it fails with when nobody answers there, or lets us in
     */
    public <T> Mono<T> read(
            Function<ConnectionFactory, Mono<T>> work, Function<R2dbcException, Throwable> unreachable) {
        return Mono.using(
                () -> LoopResources.create("other-pg", 1, true),
                loops -> Mono.usingWhen(
                        connect(loops).onErrorMap(R2dbcException.class, unreachable),
                        connection -> begin(connection)
                                .then(Mono.defer(() -> work.apply(new SingleConnectionFactory(
                                        connection, connection.getMetadata()::getDatabaseProductName, true)))),
                        PostgresqlConnection::close),
                LoopResources::dispose);
    }

    @Override
    public String toString() {
        return address.toString();
    }

    /** A driver looks for its extensions on the disk. */
    private Mono<PostgresqlConnection> connect(LoopResources loops) {
        return Mono.fromCallable(
                        () -> new PostgresqlConnectionFactory(UnpooledConnections.configuration(address, loops, NEVER)))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(PostgresqlConnectionFactory::create)
                .cast(PostgresqlConnection.class);
    }

    private static Mono<Void> begin(PostgresqlConnection connection) {
        return connection.beginTransaction(PostgresTransactionDefinition.from(IsolationLevel.REPEATABLE_READ)
                .readOnly());
    }
}
