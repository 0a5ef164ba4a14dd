package dev.guildhall.identity;

import dev.guildhall.audit.Audit;
import dev.guildhall.audit.AuditNote;
import dev.guildhall.database.Transactions;
import dev.guildhall.shared.NotFound;
import java.util.Map;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Takes the second step of signing in away from somebody. Needs no secret of the server, so that an operator's command can do it. */
@Service
public class SecondStepRemoval {

    private final TotpRepository totps;
    private final AccountRepository accounts;
    private final Transactions transactions;
    private final Audit audit;

    SecondStepRemoval(TotpRepository totps, AccountRepository accounts, Transactions transactions, Audit audit) {
        this.totps = totps;
        this.accounts = accounts;
        this.transactions = transactions;
        this.audit = audit;
    }

    /** From somebody who has lost it: for operators. NotFound when there is no such person, or they have none. */
    public Mono<Void> reset(String username) {
        return accounts.findByUsername(username)
                .flatMap(found -> of(found.account().id(), "totp.reset"))
                .filter(deleted -> deleted)
                .switchIfEmpty(Mono.error(() -> new NotFound("totp.disabled")))
                .then();
    }

    /** @return whether there was one */
    Mono<Boolean> of(long account, String action) {
        return transactions.run(totps.delete(account)
                .delayUntil(deleted -> deleted ? audit.note(note(action, account, true)) : Mono.empty()));
    }

    static AuditNote note(String action, long account, boolean before) {
        return new AuditNote(action, "Account", account, Map.of("totp", before), Map.of("totp", !before));
    }
}
