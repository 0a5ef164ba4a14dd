package dev.guildhall.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.TestDatabase;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class GuardedPoolTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int SIZE = 3;

    private final UnpooledConnections driver = new UnpooledConnections(DatabaseAddress.parse(TestDatabase.newUrl()));
    private final ConnectionPool pool = GuardedPool.over(driver.factory(), new DatabaseSettings(null, SIZE, 0));
    private final ConnectionPool single = GuardedPool.over(driver.factory(), new DatabaseSettings(null, 1, 0));

    @BeforeEach
    void makeTable() {
        execute(driver.factory(), "CREATE TABLE line (text text)");
    }

    @AfterEach
    void close() {
        pool.disposeLater().then(single.disposeLater()).block(PATIENCE);
        driver.close();
    }

    /** A raw BEGIN, because the pool would notice one through the interface; the driver's own state is what counts. */
    @Test
    void endsATransactionThatSomebodyHasLeftOpen() {
        execute(single, "BEGIN; INSERT INTO line VALUES ('lost')");

        execute(single, "INSERT INTO line VALUES ('kept')");

        assertThat(lines()).containsExactly("kept");
    }

    @Test
    void endsATransactionThatHasFailed() {
        StepVerifier.create(statement(single, "BEGIN; SELECT 1 / 0")).verifyError(R2dbcException.class);

        execute(single, "INSERT INTO line VALUES ('kept')");

        assertThat(lines()).containsExactly("kept");
    }

    @Test
    void leavesAConnectionOutsideOfATransactionAsItIs() {
        execute(single, "SET application_name = 'unchanged'");

        assertThat(read(single, "SHOW application_name")).containsExactly("unchanged");
    }

    @Test
    void recoversFromARestartOfTheServerAtOnce() {
        var connections = Flux.range(0, SIZE).flatMap(i -> pool.create()).collectList();
        Flux.fromIterable(connections.blockOptional(PATIENCE).orElseThrow())
                .flatMap(Connection::close)
                .blockLast(PATIENCE);
        read(
                driver.factory(),
                "SELECT pg_terminate_backend(pid, 5000)::text FROM pg_stat_activity"
                        + " WHERE pid <> pg_backend_pid() AND datname = current_database()");

        var answers = IntStream.range(0, SIZE * 2)
                .mapToObj(i -> read(pool, "SELECT 'here'").get(0))
                .toList();

        assertThat(answers).containsOnly("here");
    }

    @Test
    void makesNobodyWaitLongForAConnection() {
        var held = pool.create()
                .repeat(SIZE - 1)
                .collectList()
                .blockOptional(PATIENCE)
                .orElseThrow();

        StepVerifier.create(pool.create())
                .expectError(R2dbcTimeoutException.class)
                .verify(Duration.ofSeconds(5));

        Flux.fromIterable(held).flatMap(Connection::close).blockLast(PATIENCE);
    }

    @Test
    void tellsTheServerWhoItIsAndWhenToGiveUp() {
        assertThat(read(pool, "SHOW application_name")).containsExactly("guildhall");
        assertThat(read(pool, "SHOW idle_in_transaction_session_timeout")).containsExactly("30s");
    }

    private List<String> lines() {
        return read(driver.factory(), "SELECT text FROM line");
    }

    private static void execute(ConnectionFactory factory, String sql) {
        statement(factory, sql).block(PATIENCE);
    }

    private static Mono<Void> statement(ConnectionFactory factory, String sql) {
        return Flux.usingWhen(
                        factory.create(),
                        connection -> Flux.from(connection.createStatement(sql).execute())
                                .concatMap(result -> result.getRowsUpdated()),
                        Connection::close)
                .then();
    }

    private static List<String> read(ConnectionFactory factory, String sql) {
        return Flux.usingWhen(
                        factory.create(),
                        connection -> Flux.from(connection.createStatement(sql).execute())
                                .concatMap(result -> result.map(row -> String.valueOf(row.get(0, String.class)))),
                        Connection::close)
                .collectList()
                .blockOptional(PATIENCE)
                .orElseThrow();
    }
}
