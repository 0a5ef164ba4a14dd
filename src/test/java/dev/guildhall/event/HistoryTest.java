package dev.guildhall.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@GuildhallTest
class HistoryTest {

    private static final String MANY_EVENTS = """
            INSERT INTO platform_event (event_type, entity_type, entity_id, created_at)
            SELECT 'test.many.' || n % 10, 'Message', n, '2020-01-01'::timestamptz + n * interval '3 minutes'
              FROM generate_series(1, 50000) n""";

    @Autowired
    private DatabaseClient database;

    /** In a transaction that is rolled back. */
    @Test
    void aStretchOfTimeIsFoundByAnIndexAmongManyEvents() {
        var plan = Await.value(database.inConnection(connection -> Mono.usingWhen(
                Mono.from(connection.beginTransaction()).thenReturn(connection),
                HistoryTest::planOfADay,
                Connection::rollbackTransaction)));

        assertThat(plan).contains("platform_event_type_created_at_idx").doesNotContain("Rows Removed");
    }

    private static Mono<String> planOfADay(Connection connection) {
        return execute(connection, MANY_EVENTS)
                .thenMany(execute(connection, "ANALYZE platform_event"))
                .thenMany(connection
                        .createStatement("EXPLAIN (ANALYZE, COSTS OFF) " + EventQueries.STRETCH)
                        .bind("$1", new String[] {"test.many.3", "test.many.4"})
                        .bind("$2", Instant.parse("2020-02-01T00:00:00Z"))
                        .bind("$3", Instant.parse("2020-02-02T00:00:00Z"))
                        .bind("$4", 50_000)
                        .execute())
                .concatMap(result -> result.map(row -> row.get(0, String.class)))
                .collectList()
                .map(lines -> String.join("\n", lines));
    }

    private static Flux<Long> execute(Connection connection, String sql) {
        return Flux.from(connection.createStatement(sql).execute()).concatMap(Result::getRowsUpdated);
    }
}
