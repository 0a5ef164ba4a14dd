package dev.guildhall.database;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * The pool that never hands out a connection inside somebody's transaction, nor one the server has closed meanwhile. Fails in time when
 * there is none to be had.
 */
final class GuardedPool extends ConnectionPool {

    /** How long a request waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Duration VALIDATION_LIMIT = Duration.ofSeconds(1);
    private static final Duration IDLE_LIMIT = Duration.ofMinutes(10);
    private static final Duration LIFE_LIMIT = Duration.ofMinutes(60);

    private final Retry nextIfUnusable;

    private GuardedPool(ConnectionPoolConfiguration configuration, int size) {
        super(configuration);
        this.nextIfUnusable =
                Retry.max(size).filter(GuardedPool::isUnusable).onRetryExhaustedThrow((retry, last) -> last.failure());
    }

    static GuardedPool over(ConnectionFactory driver, DatabaseSettings settings) {
        return over(driver, "guildhall", settings.poolInitialSize(), settings.poolSize(), PATIENCE);
    }

    /** @param patience how long one waits for a connection, and how long making it may take */
    static GuardedPool over(ConnectionFactory driver, String name, int initialSize, int size, Duration patience) {
        var configuration = ConnectionPoolConfiguration.builder(driver)
                .name(name)
                .initialSize(initialSize)
                .maxSize(size)
                .maxAcquireTime(patience)
                .maxCreateConnectionTime(patience)
                .maxValidationTime(VALIDATION_LIMIT)
                .validationDepth(ValidationDepth.LOCAL)
                .maxIdleTime(IDLE_LIMIT)
                .maxLifeTime(LIFE_LIMIT)
                .acquireRetry(0)
                .postAllocate(GuardedPool::endForeignTransaction)
                .build();
        return new GuardedPool(configuration, size);
    }

    /**
     * After a restart of the server every idle connection is dead, each found out when its turn comes. The pool's own retry would stop
     * at a fixed number of them, and would wait once more where nothing but waiting has failed.
     */
    @Override
    public Mono<Connection> create() {
        return super.create().retryWhen(nextIfUnusable);
    }

    /** The pool says by exactly this class that a connection did not pass; failures to connect are of the driver's own classes. */
    private static boolean isUnusable(Throwable failure) {
        return failure.getClass() == R2dbcNonTransientResourceException.class;
    }

    /**
     * A caller who hangs up may leave a connection in the middle of a transaction, and the next one's writes would become part of it,
     * never to be committed (r2dbc-pool #198). Costs nothing when there is none: the driver knows.
     */
    private static Publisher<Void> endForeignTransaction(Connection connection) {
        return connection.isAutoCommit()
                ? Mono.empty()
                : Mono.from(connection.rollbackTransaction())
                        .onErrorMap(failure -> new R2dbcNonTransientResourceException("Rollback failed", failure));
    }
}
