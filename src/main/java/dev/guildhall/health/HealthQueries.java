package dev.guildhall.health;

import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Asks the database for a sign of life. */
@Repository
public class HealthQueries {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final DatabaseClient database;

    HealthQueries(DatabaseClient database) {
        this.database = database;
    }

    /** What is wrong with the database, in one line without secrets; empty text when it answers. */
    public Mono<String> databaseError() {
        return databaseError(PATIENCE);
    }

    /** As {@link #databaseError()}, for who can wait longer or not as long. */
    Mono<String> databaseError(Duration patience) {
        return database.sql("SELECT 1")
                .map(row -> "")
                .one()
                .timeout(patience)
                .onErrorResume(failure ->
                        Mono.just("database unavailable: " + failure.getClass().getSimpleName()));
    }
}
