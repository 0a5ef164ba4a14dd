package dev.guildhall.health;

import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whether this node can do anything at all, which takes a database; said within a second, also when the database says nothing. */
@Component("database")
class DatabaseReadiness implements ReactiveHealthIndicator {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final HealthQueries queries;

    DatabaseReadiness(HealthQueries queries) {
        this.queries = queries;
    }

    @Override
    public Mono<Health> health() {
        return queries.databaseErrorAsideOfAll(PATIENCE)
                .map(error -> error.isEmpty()
                        ? Health.up().build()
                        : Health.outOfService().build());
    }
}
