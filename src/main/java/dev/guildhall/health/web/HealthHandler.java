package dev.guildhall.health.web;

import dev.guildhall.health.HealthQueries;
import java.time.Clock;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Component
class HealthHandler {

    private static final String SERVICE = "guildhall";

    private final HealthQueries queries;
    private final Clock clock;

    HealthHandler(HealthQueries queries, Clock clock) {
        this.queries = queries;
        this.clock = clock;
    }

    Mono<ServerResponse> brief(ServerRequest request) {
        return queries.databaseError().flatMap(error -> answer(error).bodyValue(new Brief(status(error), SERVICE)));
    }

    Mono<ServerResponse> health(ServerRequest request) {
        return queries.databaseError().flatMap(error -> answer(error).bodyValue(health(error)));
    }

    private Health health(String error) {
        return new Health(status(error), SERVICE, clock.instant(), false, new Database(error.isEmpty(), error));
    }

    private static ServerResponse.BodyBuilder answer(String error) {
        return ServerResponse.status(error.isEmpty() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
    }

    private static String status(String error) {
        return error.isEmpty() ? "ok" : "degraded";
    }

    record Brief(String status, String service) {}

    /** {@code debug} is the original's switch; this service has none. */
    record Health(String status, String service, Instant time, boolean debug, Database database) {}

    record Database(boolean connected, String error) {}
}
