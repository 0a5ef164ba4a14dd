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
    private final ConnectionPool probe;

    BackgroundConnections(UnpooledConnections driver) {
        this.pool = GuardedPool.over(driver.factory(), "guildhall-background", 0, MOST, PATIENCE);
        this.probe = GuardedPool.over(driver.factory(), "guildhall-probe", 0, 1, PATIENCE);
    }

    public ConnectionFactory factory() {
        return pool;
    }

    /**
     * One for whoever asks whether the database is there. However much a node has to do, as when thousands of streams come over from
     * another, that is no reason to call it out of service as well.
     */
    public ConnectionFactory probe() {
        return probe;
    }

    @Override
    public void close() {
        probe.dispose();
        pool.dispose();
    }
}
