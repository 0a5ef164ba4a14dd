package dev.guildhall.health;

import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Whether the database is the one this version needs. */
@Component
public class DatabaseCheck {

    /** A process that has just been started needs a moment for its first connection. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HealthQueries health;
    private final Flyway flyway;

    DatabaseCheck(HealthQueries health, Flyway flyway) {
        this.health = health;
        this.flyway = flyway;
    }

    /**
     * What was found, in one line. Fails when the database does not answer or its schema is another one; the failure's message says
     * which.
     */
    public Mono<String> run() {
        return health.databaseError(PATIENCE).flatMap(this::checkSchema);
    }

    private Mono<String> checkSchema(String databaseError) {
        return databaseError.isEmpty()
                ? Mono.fromCallable(this::validSchema).subscribeOn(Schedulers.boundedElastic())
                : Mono.error(() -> new IllegalStateException(databaseError));
    }

    private String validSchema() {
        flyway.validate();
        var current = flyway.info().current();
        return "System check identified no issues: database connected, schema at version "
                + (current == null ? "none" : current.getVersion());
    }
}
