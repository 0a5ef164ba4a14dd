package dev.guildhall.database;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.ConnectionFactory;

/**
 * A few connections for what a node does on its own, so that it neither waits for the requests nor they for it. Not a
 * {@link ConnectionFactory} itself, so that nobody is given it by type.
 */
public final class BackgroundConnections implements AutoCloseable {

    private static final int MOST = 4;

    private final ConnectionPool pool;

    BackgroundConnections(UnpooledConnections driver) {
        this.pool = GuardedPool.over(driver.factory(), "guildhall-background", 0, MOST);
    }

    public ConnectionFactory factory() {
        return pool;
    }

    @Override
    public void close() {
        pool.dispose();
    }
}
