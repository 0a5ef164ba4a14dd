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

    private final DatabaseClient database;
    private final Clock clock;

    SettingsRepository(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Empty until something was saved. */
    Mono<PaymentSettings> find() {
        return find("");
    }

    /** As {@link #find}, for nobody else to change until the transaction ends. */
    Mono<PaymentSettings> lock() {
        return find(" FOR UPDATE");
    }

    private Mono<PaymentSettings> find(String lock) {
        return database.sql("SELECT bank_requisites, crypto_requisites, instructions FROM site_settings WHERE id = 1"
                        + lock)
                .map(SettingsRepository::settings)
                .one();
    }

    Mono<PaymentSettings> save(SettingsService.Change change, PaymentSettings initial) {
        return database.sql("""
                        INSERT INTO site_settings AS kept (id, bank_requisites, crypto_requisites, instructions, updated_at)
                        VALUES (1, coalesce(:bank, :initialBank), coalesce(:crypto, :initialCrypto),
                                coalesce(:instructions, :initialInstructions), :now)
                        ON CONFLICT (id) DO UPDATE
                           SET bank_requisites = coalesce(:bank, kept.bank_requisites),
                               crypto_requisites = coalesce(:crypto, kept.crypto_requisites),
                               instructions = coalesce(:instructions, kept.instructions),
                               updated_at = :now
                        RETURNING bank_requisites, crypto_requisites, instructions""")
                .bind("bank", text(change.bankRequisites()))
                .bind("crypto", text(change.cryptoRequisites()))
                .bind("instructions", text(change.instructions()))
                .bind("initialBank", initial.bankRequisites())
                .bind("initialCrypto", initial.cryptoRequisites())
                .bind("initialInstructions", initial.instructions())
                .bind("now", clock.instant())
                .map(SettingsRepository::settings)
                .one();
    }

    private static Object text(@Nullable String value) {
        return value == null ? Parameters.in(R2dbcType.VARCHAR) : value;
    }

    private static PaymentSettings settings(Readable row) {
        return new PaymentSettings(row.get(0, String.class), row.get(1, String.class), row.get(2, String.class));
    }
}
