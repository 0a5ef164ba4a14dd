package dev.guildhall.profile;

import dev.guildhall.appointment.PaymentMethod;
import dev.guildhall.identity.PaymentSettings;
import dev.guildhall.identity.SettingsService;
import io.r2dbc.spi.Readable;
import java.util.Arrays;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** People as they see themselves. */
@Component
public class MeQueries {

    private static final String SELECT = """
            SELECT a.id, a.username, a.first_name, a.last_name, a.telegram_id, a.telegram_username, a.telegram_photo_url,
                   a.role, a.is_master_active, a.is_banned, a.ban_reason, a.is_superuser, a.admin_role,
                   a.password_hash <> '', %s,
                   s.bank_requisites, s.crypto_requisites, s.instructions
              FROM account a
            %s
              LEFT JOIN site_settings s ON s.id = 1
             WHERE a.id = ANY(:ids)""".formatted(StatsColumns.COLUMNS, StatsColumns.JOINS);

    private static final int STATS = 14;
    private static final int SETTINGS = STATS + StatsColumns.WIDTH;
    private static final List<String> PAYMENT_METHODS =
            Arrays.stream(PaymentMethod.values()).map(PaymentMethod::word).toList();

    private final DatabaseClient database;
    private final PaymentSettings initial;

    MeQueries(DatabaseClient database, SettingsService settings) {
        this.database = database;
        this.initial = settings.initial();
    }

    /** One statement: the person, their statistics and how to pay. */
    public Mono<Me> get(long accountId) {
        return list(List.of(accountId)).next();
    }

    /** One statement, however many people. */
    public Flux<Me> list(List<Long> accounts) {
        return database.sql(SELECT)
                .bind("ids", accounts.toArray(Long[]::new))
                .map(this::me)
                .all();
    }

    private Me me(Readable row) {
        return new Me(user(row), payments(row));
    }

    private static MeUser user(Readable row) {
        var role = row.get(7, String.class);
        var adminRole = AdminRoles.of(role, row.get(11, Boolean.class), row.get(12, String.class));
        return new MeUser(
                row.get(0, Long.class),
                row.get(1, String.class),
                row.get(2, String.class),
                row.get(3, String.class),
                row.get(4, Long.class),
                row.get(5, String.class),
                row.get(6, String.class),
                role,
                adminRole == null ? null : adminRole.word(),
                adminRole == null ? List.of() : adminRole.words(),
                row.get(8, Boolean.class),
                row.get(9, Boolean.class),
                row.get(10, String.class),
                row.get(13, Boolean.class),
                StatsColumns.client(row, STATS),
                role.equals("master") ? StatsColumns.master(row, STATS) : null);
    }

    private Me.Payments payments(Readable row) {
        var bank = row.get(SETTINGS, String.class);
        return bank == null
                ? payments(initial.bankRequisites(), initial.cryptoRequisites(), initial.instructions())
                : payments(bank, row.get(SETTINGS + 1, String.class), row.get(SETTINGS + 2, String.class));
    }

    private static Me.Payments payments(String bank, String crypto, String instructions) {
        return new Me.Payments(bank, crypto, instructions, PAYMENT_METHODS);
    }
}
