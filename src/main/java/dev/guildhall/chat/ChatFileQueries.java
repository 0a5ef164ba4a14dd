package dev.guildhall.chat;

import dev.guildhall.storage.FileOwner;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** The files of messages. */
@Repository
class ChatFileQueries implements FileOwner {

    private final DatabaseClient database;

    ChatFileQueries(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<Named> listNamed() {
        return database.sql("SELECT 'message ' || id || ', file', file_key FROM message WHERE file_key IS NOT NULL")
                .map(row -> new Named(row.get(0, String.class), row.get(1, String.class)))
                .all();
    }
}
