package dev.guildhall.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.r2dbc.core.DatabaseClient;

/** What the database gives up because of others, outside of a transaction of ours, may be tried again. */
@GuildhallTest
class GivenUpTest {

    @Autowired
    private ErrorRenderer renderer;

    @Autowired
    private DatabaseClient database;

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01"})
    void mayBeTriedAgain(String state) {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/"));
        var statement = "DO $$BEGIN RAISE EXCEPTION 'given up' USING ERRCODE = '" + state + "'; END$$";

        Await.done(database.sql(statement).then().onErrorResume(failure -> renderer.handle(exchange, failure)));

        assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(exchange.getResponse().getHeaders().getFirst(HttpHeaders.RETRY_AFTER))
                .isEqualTo("1");
    }
}
