package dev.guildhall.admin;

import dev.guildhall.admin.DashboardQueries.ShopCounts;
import dev.guildhall.health.HealthQueries;
import dev.guildhall.identity.SettingsService;
import dev.guildhall.identity.SystemSettings;
import dev.guildhall.identity.TelegramSettings;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** How the installation stands. */
@Service
public class SystemService {

    private static final ShopCounts UNKNOWN = new ShopCounts(0, 0, 0, 0, 0, 0, 0, 0, 0);

    private final HealthQueries health;
    private final DashboardQueries dashboards;
    private final SettingsService settings;
    private final TelegramSettings telegram;
    private final Clock clock;

    SystemService(
            HealthQueries health,
            DashboardQueries dashboards,
            SettingsService settings,
            TelegramSettings telegram,
            Clock clock) {
        this.health = health;
        this.dashboards = dashboards;
        this.settings = settings;
        this.telegram = telegram;
        this.clock = clock;
    }

    /** Also answers, with zeros, when the database does not. */
    public Mono<SystemStatus> status() {
        return health.databaseError()
                .flatMap(error -> error.isEmpty()
                        ? Mono.zip(
                                settings.get(), dashboards.shop(), (payments, counts) -> status("", payments, counts))
                        : Mono.just(status(error, settings.defaults(), UNKNOWN)));
    }

    private SystemStatus status(String error, SystemSettings payments, ShopCounts counts) {
        return new SystemStatus(
                clock.instant(),
                false,
                new SystemStatus.Database(error.isEmpty(), "postgresql", error),
                new SystemStatus.Telegram(
                        !telegram.botToken().isEmpty(),
                        !telegram.loginBotUsername().isEmpty(),
                        telegram.loginBotUsername()),
                new SystemStatus.Payments(
                        !payments.bankRequisites().isBlank(),
                        !payments.cryptoRequisites().isBlank(),
                        !payments.instructions().isBlank()),
                new SystemStatus.Counts(
                        counts.usersTotal(),
                        counts.clientsTotal(),
                        counts.mastersTotal(),
                        counts.adminsTotal(),
                        counts.appointmentsTotal(),
                        counts.appointmentsActive()));
    }

    /** What the system page shows; {@code debug} is the original's switch, this service has none. */
    public record SystemStatus(
            Instant serverTime, boolean debug, Database database, Telegram telegram, Payments payments, Counts counts) {

        public record Database(boolean connected, String engine, String error) {}

        public record Telegram(boolean botTokenConfigured, boolean loginUsernameConfigured, String loginUsername) {}

        public record Payments(
                boolean bankRequisitesConfigured, boolean cryptoRequisitesConfigured, boolean instructionsConfigured) {}

        public record Counts(
                long usersTotal,
                long clientsTotal,
                long mastersTotal,
                long adminsTotal,
                long appointmentsTotal,
                long appointmentsActive) {}
    }
}
