package dev.guildhall.security;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Tickets that have not been used. */
@Repository
class TicketRepository {

    private final DatabaseClient database;

    TicketRepository(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> insert(byte[] hash, Session session, Instant expiresAt) {
        var statement = database.sql(
                        "INSERT INTO stream_ticket (ticket_hash, account_id, session_id, access_since, access_until, expires_at)"
                                + " VALUES ($1, $2, $3, $4, $5, $6)")
                .bind(0, hash)
                .bind(1, session.caller().id())
                .bind(3, session.since())
                .bind(4, session.until())
                .bind(5, expiresAt);
        return (session.id() == null ? statement.bindNull(2, UUID.class) : statement.bind(2, session.id())).then();
    }

    /** The ticket, which is gone with that. */
    Mono<Ticket> take(byte[] hash, Instant now) {
        return database.sql("DELETE FROM stream_ticket WHERE ticket_hash = $1"
                        + " RETURNING account_id, session_id, access_since, access_until, expires_at")
                .bind(0, hash)
                .map(row -> new Ticket(
                        row.get(0, Long.class),
                        row.get(1, UUID.class),
                        row.get(2, Instant.class),
                        row.get(3, Instant.class),
                        row.get(4, Instant.class)))
                .one()
                .filter(ticket -> ticket.expiresAt().isAfter(now));
    }

    record Ticket(
            long accountId, @Nullable UUID sessionId, Instant accessSince, Instant accessUntil, Instant expiresAt) {}
}
