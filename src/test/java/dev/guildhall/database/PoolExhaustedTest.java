package dev.guildhall.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Await;
import dev.guildhall.testing.Node;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.TestDatabase;
import dev.guildhall.testing.TestEnvironment;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Connection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Flux;

/** An application all of whose connections are in use. */
class PoolExhaustedTest {

    private static final int CONNECTIONS = 3;

    @Test
    void whoeverAsksIsToldToComeBackAndServedAsSoonAsOneIsFree() {
        var settings = Map.of(
                "DATABASE_POOL_SIZE",
                String.valueOf(CONNECTIONS),
                "DATABASE_POOL_INITIAL_SIZE",
                "0",
                "TELEGRAM_API_URL",
                TestEnvironment.NOBODY);
        try (var node = Node.start(TestDatabase.newUrl(), settings)) {
            var client = node.api().client();
            var held = Await.all(node.bean(ConnectionPool.class).create().repeat(CONNECTIONS - 1));

            var write = client.post("/appointments/", Person.anAppointment());
            var read = client.get("/appointments/my/");
            Await.done(Flux.fromIterable(held).flatMap(Connection::close).then());

            for (var refused : List.of(write, read)) {
                assertThat(refused.expect(503).path("detail").asString()).isNotBlank();
                assertThat(refused.headers().getFirst(HttpHeaders.RETRY_AFTER)).isNotNull();
            }
            var order = client.files();
            assertThat(client.get("/appointments/my/").expect(200).valueStream())
                    .extracting(it -> it.path("id").asLong())
                    .containsExactly(order);
        }
    }
}
