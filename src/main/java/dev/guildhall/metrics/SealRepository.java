package dev.guildhall.metrics;

import dev.guildhall.database.BackgroundConnections;
import dev.guildhall.database.Transactions;
import dev.guildhall.metrics.MetricsQueries.Beginning;
import dev.guildhall.shared.BusinessDays;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How far days are computed, and what has changed about them since; on the node's own connections. */
@Repository
class SealRepository {

    private static final String DUE = """
            SELECT sealed_until IS NULL OR sealed_until < :yesterday OR time_zone <> :zone
                   OR EXISTS (SELECT FROM metrics_change WHERE moment < :today)
              FROM metrics_seal
            """;

    /** Whoever is second finds nothing, and leaves it to the first. */
    private static final String LOCK = "SELECT sealed_until, time_zone FROM metrics_seal FOR UPDATE SKIP LOCKED";

    private static final String TAKE = """
            DELETE FROM metrics_change
             WHERE id IN (SELECT id FROM metrics_change WHERE moment < :today ORDER BY moment LIMIT :most)
            RETURNING moment
            """;

    private final DatabaseClient database;
    private final Transactions transactions;
    private final BusinessDays calendar;

    SealRepository(BackgroundConnections background, BusinessDays calendar) {
        this.database = DatabaseClient.create(background.factory());
        this.transactions = new Transactions(new R2dbcTransactionManager(background.factory()));
        this.calendar = calendar;
    }

    /** Whether there is anything to do on this day. */
    Mono<Boolean> isDue(LocalDate today) {
        return database.sql(DUE)
                .bind("yesterday", today.minusDays(1))
                .bind("zone", calendar.zone().getId())
                .bind("today", calendar.startOf(today))
                .mapValue(Boolean.class)
                .one();
    }

    <T> Mono<T> inTransaction(Mono<T> work) {
        return transactions.run(work);
    }

    /** Keeps all other nodes out until the end of the transaction; empty when another one is at it. */
    Mono<Seal> lock() {
        return database.sql(LOCK).map(this::seal).one();
    }

    /** Takes the earliest moments before this day that something has changed about. */
    Flux<Instant> takeChanges(LocalDate today, int most) {
        return database.sql(TAKE)
                .bind("today", calendar.startOf(today))
                .bind("most", most)
                .mapValue(Instant.class)
                .all();
    }

    Mono<Beginning> beginning() {
        return MetricsQueries.beginning(database, calendar);
    }

    Mono<Void> compute(List<LocalDate> days, Instant now) {
        return MetricsQueries.compute(database, calendar, days, now);
    }

    Mono<Void> save(@Nullable LocalDate until) {
        return database.sql("UPDATE metrics_seal SET sealed_until = :until, time_zone = :zone")
                .bind("until", until == null ? Parameters.in(LocalDate.class) : Parameters.in(until))
                .bind("zone", calendar.zone().getId())
                .then();
    }

    private Seal seal(Readable row) {
        var until = row.get(0, LocalDate.class);
        var current = calendar.zone().getId().equals(row.get(1, String.class));
        return new Seal(current ? until : null, !current && until != null);
    }

    /**
     * How far days are computed.
     *
     * @param until the latest day that was computed after its end, in the calendar of today; null when none was
     * @param moved whether days of another calendar were computed
     */
    record Seal(@Nullable LocalDate until, boolean moved) {

        Optional<LocalDate> next() {
            return Optional.ofNullable(until).map(day -> day.plusDays(1));
        }

        /** The first day to be computed; what is stored of another calendar is replaced. */
        Optional<LocalDate> first(Beginning beginning) {
            return moved ? beginning.first() : beginning.happened();
        }
    }
}
