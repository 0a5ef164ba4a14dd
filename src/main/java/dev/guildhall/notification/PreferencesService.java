package dev.guildhall.notification;

import dev.guildhall.database.Transactions;
import java.time.Clock;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Everybody's own preferences. */
@Service
public class PreferencesService {

    private final PreferencesRepository repository;
    private final Transactions transactions;
    private final TelegramChannel telegram;
    private final EmailChannel email;
    private final Clock clock;

    PreferencesService(
            PreferencesRepository repository,
            Transactions transactions,
            TelegramChannel telegram,
            EmailChannel email,
            Clock clock) {
        this.repository = repository;
        this.transactions = transactions;
        this.telegram = telegram;
        this.email = email;
        this.clock = clock;
    }

    public Mono<Preferences> get(long account) {
        return repository.find(account);
    }

    /** Changes them, one change of a person after the other. */
    public Mono<Preferences> change(long account, UnaryOperator<Preferences> change) {
        return transactions.run(repository
                .lock(account)
                .then(repository.find(account))
                .map(change)
                .delayUntil(changed -> repository.save(account, changed, clock.instant())));
    }

    /** Whether this installation can use it at all. */
    public boolean isSetUp(Medium medium) {
        return switch (medium) {
            case TELEGRAM -> telegram.isOn();
            case EMAIL -> email.isOn();
        };
    }
}
