package dev.guildhall.identity;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
class SettingsRepository {

    private static final String COLUMNS =
            "bank_requisites, crypto_requisites, instructions, sla_response_minutes, sla_completion_hours";

    private final DatabaseClient database;
    private final Clock clock;

    SettingsRepository(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Empty until something was saved.
     *
     * @param defaults what holds for promises that were not saved
     */
    Mono<SystemSettings> find(SystemSettings defaults) {
        return database.sql("SELECT " + COLUMNS + " FROM site_settings WHERE id = 1")
                .map(row -> settings(row, defaults))
                .one();
    }

    /** For nobody else to change until the transaction ends; there may be no row yet that could be locked. */
    Mono<Void> lock() {
        return database.sql("LOCK TABLE site_settings IN SHARE ROW EXCLUSIVE MODE")
                .then();
    }

    Mono<SystemSettings> save(SettingsService.Change change, SystemSettings defaults) {
        return database.sql("""
                        INSERT INTO site_settings AS kept
                               (id, bank_requisites, crypto_requisites, instructions, sla_response_minutes, sla_completion_hours, updated_at)
                        VALUES (1, coalesce(:bank, :initialBank), coalesce(:crypto, :initialCrypto),
                                coalesce(:instructions, :initialInstructions), :minutes, :hours, :now)
                        ON CONFLICT (id) DO UPDATE
                           SET bank_requisites = coalesce(:bank, kept.bank_requisites),
                               crypto_requisites = coalesce(:crypto, kept.crypto_requisites),
                               instructions = coalesce(:instructions, kept.instructions),
                               sla_response_minutes = coalesce(:minutes, kept.sla_response_minutes),
                               sla_completion_hours = coalesce(:hours, kept.sla_completion_hours),
                               updated_at = :now
                        RETURNING\s""" + COLUMNS)
                .bind("bank", text(change.bankRequisites()))
                .bind("crypto", text(change.cryptoRequisites()))
                .bind("instructions", text(change.instructions()))
                .bind("minutes", number(change.slaResponseMinutes()))
                .bind("hours", number(change.slaCompletionHours()))
                .bind("initialBank", defaults.bankRequisites())
                .bind("initialCrypto", defaults.cryptoRequisites())
                .bind("initialInstructions", defaults.instructions())
                .bind("now", clock.instant())
                .map(row -> settings(row, defaults))
                .one();
    }

    private static Object text(@Nullable String value) {
        return value == null ? Parameters.in(R2dbcType.VARCHAR) : value;
    }

    private static Object number(@Nullable Integer value) {
        return value == null ? Parameters.in(R2dbcType.INTEGER) : value;
    }

    private static SystemSettings settings(Readable row, SystemSettings defaults) {
        var minutes = row.get(3, Integer.class);
        var hours = row.get(4, Integer.class);
        return new SystemSettings(
                row.get(0, String.class),
                row.get(1, String.class),
                row.get(2, String.class),
                minutes == null ? defaults.slaResponseMinutes() : minutes,
                hours == null ? defaults.slaCompletionHours() : hours);
    }
}
