package dev.guildhall.database;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;

/**
 * A few connections for what a node does on its own, so that it neither waits for the requests nor they for it. Not a
 * {@link ConnectionFactory} itself, so that nobody is given it by type.
 */
public final class BackgroundConnections implements AutoCloseable {

    private static final int MOST = 4;

    /** Longer than a request waits, as the first connection at the start of a busy machine takes; shorter than a loop tries. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final ConnectionPool pool;

    BackgroundConnections(UnpooledConnections driver) {
        this.pool = GuardedPool.over(driver.factory(), "guildhall-background", 0, MOST, PATIENCE);
    }

    public ConnectionFactory factory() {
        return pool;
    }

    @Override
    public void close() {
        pool.dispose();
    }
}
