package dev.guildhall.identity;

import dev.guildhall.flag.FeatureFlags;
import dev.guildhall.flag.Switch;
import dev.guildhall.shared.Forbidden;
import dev.guildhall.shared.InvalidFields;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Lets people make themselves an account, where {@link Switch#SELF_REGISTRATION} says so; by default nobody may. */
@Service
public class RegistrationService {

    private final FeatureFlags flags;
    private final AccountRepository accounts;
    private final SessionService sessions;
    private final Passwords passwords;
    private final SignInThrottle throttle;

    RegistrationService(
            FeatureFlags flags,
            AccountRepository accounts,
            SessionService sessions,
            Passwords passwords,
            SignInThrottle throttle) {
        this.flags = flags;
        this.accounts = accounts;
        this.sessions = sessions;
        this.passwords = passwords;
        this.throttle = throttle;
    }

    /** Whether people may register: whoever does is nobody yet, and becomes a client. */
    public Mono<Boolean> isOpen() {
        return flags.isOn(Switch.SELF_REGISTRATION);
    }

    /**
     * Makes a client and signs them in. Attempts are counted by the address they come from, whether the name is taken or not, and cost a
     * hash either way.
     *
     * @param client not asked for when nobody may register; keeps the {@link PasswordRules}
     */
    public Mono<SignedIn> register(Supplier<NewClient> client, Device device) {
        return isOpen().filter(open -> open)
                .switchIfEmpty(Mono.error(() -> new Forbidden("registration.closed")))
                .map(open -> client.get())
                .delayUntil(wanted -> throttle.countRegistration(device.address()))
                .flatMap(this::insert)
                .flatMap(id -> sessions.open(id, device));
    }

    private Mono<Long> insert(NewClient client) {
        return passwords
                .hash(client.password())
                .flatMap(hash -> accounts.insertClient(client, hash))
                .switchIfEmpty(Mono.error(() -> InvalidFields.of("username", "account.username_taken")));
    }
}
