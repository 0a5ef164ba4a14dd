package dev.guildhall.security;

import dev.guildhall.shared.AdminRole;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.Role;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the caches of this module are filled from. */
@Component
class PrincipalQueries {

    private final DatabaseClient database;

    PrincipalQueries(DatabaseClient database) {
        this.database = database;
    }

    Mono<Principal> find(long accountId) {
        return database.sql("""
                        SELECT username, role, is_superuser, is_master_active, is_banned, admin_role, sessions_since
                          FROM account WHERE id = :id""")
                .bind("id", accountId)
                .map(row -> new Principal(caller(accountId, row), row.get(6, Instant.class)))
                .one();
    }

    /** Sessions ended since then. */
    Flux<UUID> listRevokedSessions(Instant since) {
        return database.sql("SELECT id FROM login_session WHERE revoked_at >= :since")
                .bind("since", since)
                .mapValue(UUID.class)
                .all();
    }

    private static Caller caller(long id, Readable row) {
        var role = Role.of(row.get(1, String.class));
        var superuser = row.get(2, Boolean.class);
        return new Caller(
                id,
                row.get(0, String.class),
                role,
                superuser,
                superuser ? AdminRole.SUPER_ADMIN : role == Role.ADMIN ? AdminRole.of(row.get(5, String.class)) : null,
                role == Role.MASTER && row.get(3, Boolean.class),
                role == Role.CLIENT && row.get(4, Boolean.class));
    }
}
