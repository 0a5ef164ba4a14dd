package dev.guildhall.identity;

import dev.guildhall.event.EventSink;
import dev.guildhall.event.UnitOfWork;
import dev.guildhall.identity.AccountRepository.WithPassword;
import dev.guildhall.identity.SignInThrottle.Attempt;
import dev.guildhall.identity.SignInThrottle.Counted;
import dev.guildhall.shared.Forbidden;
import dev.guildhall.shared.InvalidFields;
import dev.guildhall.shared.Unauthenticated;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Proves who somebody is, and opens a session. A banned client is refused until the ban is lifted. */
@Service
public class SignInService {

    /** More people than that with names like one's own is an attack. */
    private static final int MOST_NAMESAKES = 1000;

    /** A browser may send the same thing twice. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final AccountRepository accounts;
    private final SessionService sessions;
    private final Passwords passwords;
    private final TelegramSignature signature;
    private final TelegramLoginRepository logins;
    private final SignInThrottle throttle;
    private final KnownDevices devices;
    private final SecondStep secondStep;
    private final UnitOfWork work;
    private final EventSink events;
    private final Clock clock;

    SignInService(
            AccountRepository accounts,
            SessionService sessions,
            Passwords passwords,
            TelegramSignature signature,
            TelegramLoginRepository logins,
            SignInThrottle throttle,
            KnownDevices devices,
            SecondStep secondStep,
            UnitOfWork work,
            EventSink events,
            Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.passwords = passwords;
        this.signature = signature;
        this.logins = logins;
        this.throttle = throttle;
        this.devices = devices;
        this.secondStep = secondStep;
        this.work = work;
        this.events = events;
        this.clock = clock;
    }

    /**
     * By user name and password; takes as long for a name nobody has. Too many attempts are refused for a while. Whose password is
     * changed at this moment has shown the wrong one.
     */
    public Mono<SignedIn> withPassword(PasswordLogin login, Device device) {
        return Mono.fromSupplier(() -> attempt(login, device))
                .flatMap(throttle::count)
                .flatMap(counted -> owner(login.username(), login.password())
                        .delayUntil(found -> requireSecondStep(found.account(), login.code(), counted))
                        .delayUntil(found -> throttle.forgive(counted)))
                .delayUntil(found -> requireNotBanned(found.account()))
                .flatMap(found -> renewed(found, login.username(), login.password()))
                .flatMap(found -> sessions.open(found.account().id(), found.passwordHash(), device))
                .switchIfEmpty(wrongCredentials());
    }

    private Mono<Void> requireSecondStep(Account account, String code, Counted counted) {
        return secondStep.require(account.id(), code).onErrorResume(InvalidFields.class, refused -> (code.isEmpty()
                        ? throttle.takeBack(counted)
                        : Mono.empty())
                .then(Mono.error(refused)));
    }

    private Attempt attempt(PasswordLogin login, Device device) {
        return Attempt.ofSignIn(
                login.username(),
                device.address(),
                devices.find(login.knownDevice(), login.username()).orElse(null));
    }

    /**
     * By what Telegram's widget says; somebody unknown becomes a client. It is good once: whoever sends it again a while later has
     * found it somewhere. It is not used up by asking for the second step.
     *
     * @param code of the second step; empty without
     */
    public Mono<SignedIn> withTelegram(TelegramLogin login, String code, Device device) {
        return Mono.fromRunnable(() -> signature.check(login))
                .then(Mono.defer(() -> accounts.findByTelegramId(login.id())))
                .delayUntil(known -> secondStep.requireThrottled(known.id(), code))
                .then(Mono.defer(() -> logins.use(login.hash(), clock.instant(), signature.expiry(login))))
                .filter(firstUse -> !firstUse.plus(GRACE).isBefore(clock.instant()))
                .switchIfEmpty(Mono.error(() -> InvalidFields.ofWhole("telegram.used")))
                .then(Mono.defer(() -> accounts.findByTelegramId(login.id())))
                .flatMap(known -> returning(known, login))
                .switchIfEmpty(Mono.defer(() -> newcomer(login)))
                .flatMap(id -> sessions.open(id, device));
    }

    /** Whose name and password these are. */
    private Mono<WithPassword> owner(String username, String password) {
        return accounts.findByUsername(username)
                .defaultIfEmpty(WithPassword.NOBODY)
                .filterWhen(found -> passwords.matches(password, found.passwordHash()))
                .switchIfEmpty(wrongCredentials());
    }

    private Mono<Long> returning(Account known, TelegramLogin login) {
        var update = accounts.updateTelegramProfile(known.id(), login)
                .filter(changed -> changed)
                .flatMap(changed -> events.emit(new AccountChanged(known.id())));
        return requireNotBanned(known).then(work.run(update)).thenReturn(known.id());
    }

    /** Tries one name after the other; whoever signs up at the same moment with the same Telegram id is found instead. */
    private Mono<Long> newcomer(TelegramLogin login) {
        return Flux.range(1, MOST_NAMESAKES)
                .map(number -> "tg_" + login.id() + (number == 1 ? "" : "_" + number))
                .concatMap(
                        name -> accounts.insertTelegramClient(login, name)
                                .switchIfEmpty(
                                        accounts.findByTelegramId(login.id()).map(Account::id)),
                        1)
                .next();
    }

    /** With a hash of ours; if somebody is faster, with theirs. */
    private Mono<WithPassword> renewed(WithPassword found, String username, String password) {
        return passwords.isOutdated(found.passwordHash())
                ? passwords.hash(password).flatMap(hash -> renewed(found, hash, username, password))
                : Mono.just(found);
    }

    private Mono<WithPassword> renewed(WithPassword found, String hash, String username, String password) {
        return accounts.replaceHash(found.account().id(), found.passwordHash(), hash)
                .flatMap(replaced ->
                        replaced ? Mono.just(new WithPassword(found.account(), hash)) : owner(username, password));
    }

    private static <T> Mono<T> wrongCredentials() {
        return Mono.error(() -> new Unauthenticated("sign_in.wrong_credentials"));
    }

    private static Mono<Void> requireNotBanned(Account account) {
        return account.isBannedClient() ? Mono.error(() -> new Forbidden("sign_in.banned")) : Mono.empty();
    }
}
