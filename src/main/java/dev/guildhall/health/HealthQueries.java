package dev.guildhall.health;

import dev.guildhall.database.BackgroundConnections;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Asks the database for a sign of life. */
@Repository
public class HealthQueries {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final DatabaseClient database;
    private final DatabaseClient probe;

    HealthQueries(DatabaseClient database, BackgroundConnections connections) {
        this.database = database;
        this.probe = DatabaseClient.create(connections.probe());
    }

    /** What is wrong with the database, in one line without secrets; empty text when it answers. */
    public Mono<String> databaseError() {
        return databaseError(PATIENCE);
    }

    /** As {@link #databaseError()}, for who can wait longer or not as long. */
    Mono<String> databaseError(Duration patience) {
        return error(database, patience);
    }

    /** As {@link #databaseError()}, but on a connection of its own: that all others are in use is no fault of the database. */
    Mono<String> databaseErrorAsideOfAll(Duration patience) {
        return error(probe, patience);
    }

    private static Mono<String> error(DatabaseClient client, Duration patience) {
        return client.sql("SELECT 1")
                .map(row -> "")
                .one()
                .timeout(patience)
                .onErrorResume(failure ->
                        Mono.just("database unavailable: " + failure.getClass().getSimpleName()));
    }
}
