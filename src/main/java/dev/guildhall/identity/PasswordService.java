package dev.guildhall.identity;

import dev.guildhall.database.Transactions;
import dev.guildhall.identity.AccountRepository.WithPassword;
import dev.guildhall.identity.SignInThrottle.Attempt;
import dev.guildhall.security.Session;
import dev.guildhall.shared.Conflict;
import dev.guildhall.shared.InvalidFields;
import dev.guildhall.shared.WrongState;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Changes one's own password. */
@Service
public class PasswordService {

    private final AccountRepository accounts;
    private final SessionService sessions;
    private final Passwords passwords;
    private final SignInThrottle throttle;
    private final Transactions transactions;

    PasswordService(
            AccountRepository accounts,
            SessionService sessions,
            Passwords passwords,
            SignInThrottle throttle,
            Transactions transactions) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.passwords = passwords;
        this.throttle = throttle;
        this.transactions = transactions;
    }

    /**
     * Replaces the password and ends all sessions but the one it is done from. Whoever has none, because they sign in by Telegram, cannot
     * prove that they are who they seem. Too many wrong guesses are refused for a while, from wherever they come.
     *
     * @param fresh keeps the {@link PasswordRules}
     */
    public Mono<Void> change(Session own, String current, String fresh) {
        return throttle.count(Attempt.ofProof(own.caller().id()))
                .flatMap(counted -> proven(own.caller().id(), current).delayUntil(known -> throttle.forgive(counted)))
                .flatMap(known -> replace(known, fresh, own));
    }

    private Mono<WithPassword> proven(long account, String current) {
        return accounts.findWithPassword(account)
                .filter(known -> !known.passwordHash().isEmpty())
                .switchIfEmpty(Mono.error(() -> new WrongState("password.none")))
                .filterWhen(known -> passwords.matches(current, known.passwordHash()))
                .switchIfEmpty(Mono.error(() -> InvalidFields.of("current_password", "password.wrong")));
    }

    /** The row of the account is locked first, as by a sign-in: whichever is first, no session of the old password is left. */
    private Mono<Void> replace(WithPassword known, String fresh, Session own) {
        return passwords
                .hash(fresh)
                .flatMap(hash ->
                        transactions.run(accounts.replaceHash(known.account().id(), known.passwordHash(), hash)
                                .filter(replaced -> replaced)
                                .switchIfEmpty(Mono.error(() -> new Conflict("error.conflict")))
                                .delayUntil(replaced -> sessions.endOthers(own, "password"))))
                .then();
    }
}
