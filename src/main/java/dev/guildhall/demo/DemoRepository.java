package dev.guildhall.demo;

import org.springframework.context.annotation.Profile;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Looks whether anybody is here already. */
@Repository
@Profile("demo | cli")
class DemoRepository {

    private final DatabaseClient database;

    DemoRepository(DatabaseClient database) {
        this.database = database;
    }

    /** Keeps others from making accounts until the end of the transaction, and tells whether there are none: so one demo wins. */
    Mono<Boolean> reserve() {
        return database.sql("LOCK TABLE account IN SHARE ROW EXCLUSIVE MODE")
                .then()
                .then(database.sql("SELECT NOT EXISTS (SELECT FROM account)")
                        .mapValue(Boolean.class)
                        .one());
    }
}
