package dev.guildhall.identity;

import dev.guildhall.audit.Audit;
import dev.guildhall.database.Transactions;
import dev.guildhall.shared.Conflict;
import dev.guildhall.shared.InvalidFields;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** The first-run set-up: whoever comes first makes the first admin. */
@Service
public class BootstrapService {

    private final AccountRepository accounts;
    private final SessionService sessions;
    private final Passwords passwords;
    private final Transactions transactions;
    private final Audit audit;

    BootstrapService(
            AccountRepository accounts,
            SessionService sessions,
            Passwords passwords,
            Transactions transactions,
            Audit audit) {
        this.transactions = transactions;
        this.audit = audit;
        this.accounts = accounts;
        this.sessions = sessions;
        this.passwords = passwords;
    }

    public Mono<Long> countAdmins() {
        return accounts.countAdmins();
    }

    /**
     * Makes the first admin and signs them in. Of several at once, one wins.
     *
     * @param admin not asked for when there is an admin already
     */
    public Mono<SignedIn> bootstrap(Supplier<NewAdmin> admin, Device device) {
        return requireNoAdmin()
                .then(Mono.fromSupplier(admin))
                .flatMap(this::insert)
                .flatMap(id -> sessions.open(id, device));
    }

    private Mono<Long> insert(NewAdmin admin) {
        return passwords
                .hash(admin.password())
                .flatMap(hash -> transactions.run(accounts.insertFirstAdmin(admin, hash)
                        .delayUntil(id -> audit.note(AccountService.made(id, admin)))))
                .switchIfEmpty(done())
                .onErrorResume(DuplicateKeyException.class, taken -> requireNoAdmin()
                        .then(Mono.error(() -> InvalidFields.of("username", "field.unique"))));
    }

    private Mono<Void> requireNoAdmin() {
        return accounts.countAdmins().flatMap(count -> count > 0 ? done() : Mono.empty());
    }

    private static <T> Mono<T> done() {
        return Mono.error(() -> new Conflict("bootstrap.done"));
    }
}
