package dev.guildhall.live;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells every listening node; inside of a transaction, when that commits. */
@Component
class InvalidationQueries {

    static final String CHANNEL = "guildhall_invalidation";

    private final DatabaseClient database;

    InvalidationQueries(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> tell(Invalidation invalidation) {
        return database.sql("SELECT pg_notify(:channel, :payload)")
                .bind("channel", CHANNEL)
                .bind("payload", invalidation.payload())
                .then();
    }
}
