package dev.guildhall.identity;

import dev.guildhall.audit.Audit;
import dev.guildhall.database.Transactions;
import dev.guildhall.identity.AccountRepository.WithPassword;
import dev.guildhall.identity.SignInThrottle.Attempt;
import dev.guildhall.identity.TotpRepository.Stored;
import dev.guildhall.security.Seal;
import dev.guildhall.security.SigningKeys;
import dev.guildhall.shared.InvalidFields;
import dev.guildhall.shared.RandomIds;
import dev.guildhall.shared.WrongState;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * The second step of signing in, for those who want one: a code of an authenticator app, or instead one of ten recovery codes, each of which is good once.
 */
@Service
public class SecondStep {

    private static final int RECOVERY_CODES = 10;
    private static final int RECOVERY_BYTES = 10;
    private static final int GROUP = 4;

    private final TotpRepository totps;
    private final AccountRepository accounts;
    private final Passwords passwords;
    private final SignInThrottle throttle;
    private final SecondStepRemoval removal;
    private final Transactions transactions;
    private final Audit audit;
    private final RandomIds ids;
    private final Seal seal;
    private final byte[] recoveryKey;
    private final Clock clock;

    SecondStep(
            TotpRepository totps,
            AccountRepository accounts,
            Passwords passwords,
            SignInThrottle throttle,
            SecondStepRemoval removal,
            Transactions transactions,
            Audit audit,
            SigningKeys keys,
            RandomIds ids,
            Clock clock) {
        this.totps = totps;
        this.accounts = accounts;
        this.passwords = passwords;
        this.throttle = throttle;
        this.removal = removal;
        this.transactions = transactions;
        this.audit = audit;
        this.ids = ids;
        this.seal = new Seal(keys, "totp", ids);
        this.recoveryKey = keys.derive("totp-recovery");
        this.clock = clock;
    }

    /** Whether somebody's sign-in has two steps. */
    public Mono<Standing> standing(long account) {
        return enabled(account)
                .map(stored -> new Standing(true, stored.recoveryCodes()))
                .defaultIfEmpty(new Standing(false, 0));
    }

    /**
     * Makes a secret, for which a code has to be shown before it counts.
     *
     * @param password asked for from those who have one; empty when none was sent
     */
    public Mono<Proposal> begin(long account, String username, String password) {
        var secret = ids.bytes(Totp.SECRET_BYTES);
        return enabled(account)
                .hasElement()
                .filter(enabled -> !enabled)
                .delayUntil(absent -> requirePassword(account, password))
                .flatMap(absent -> totps.propose(account, seal.close(place(account), secret), clock.instant()))
                .filter(kept -> kept)
                .switchIfEmpty(Mono.error(() -> new WrongState("totp.enabled")))
                .map(kept -> new Proposal(Totp.base32(secret), Totp.uri(secret, username)));
    }

    /** The first code: from now on they are asked for. Gives the recovery codes, which are shown this once. */
    public Mono<List<String>> confirm(long account, String code) {
        var recovery = IntStream.range(0, RECOVERY_CODES)
                .mapToObj(number -> recoveryCode())
                .toList();
        return totps.find(account)
                .filter(stored -> stored.confirmedAt() == null)
                .switchIfEmpty(Mono.error(() -> new WrongState("totp.not_begun")))
                .flatMap(stored ->
                        throttled(Attempt.ofCode(account), Mono.defer(() -> confirm(account, stored, code, recovery))))
                .thenReturn(recovery);
    }

    /** Takes the second step away again, for whoever can take both. */
    public Mono<Boolean> disable(long account, String password, String code) {
        return enabled(account)
                .switchIfEmpty(Mono.error(() -> new WrongState("totp.disabled")))
                .delayUntil(stored -> requirePassword(account, password))
                .delayUntil(stored -> requireCodeThrottled(account, stored, code, "code"))
                .flatMap(stored -> removal.of(account, "totp.disabled"));
    }

    /**
     * Lets somebody pass who has taken the first step, unless theirs takes a second one and this is none.
     *
     * @param code empty when none was sent
     */
    Mono<Void> require(long account, String code) {
        return asked(account, code).flatMap(stored -> requireCode(account, stored, code, "totp"));
    }

    /** For whom the way in is guessed at otherwise than by a name: as {@link #require}, with the attempts counted. */
    Mono<Void> requireThrottled(long account, String code) {
        return asked(account, code).flatMap(stored -> requireCodeThrottled(account, stored, code, "totp"));
    }

    /** Empty for whom there is no second step. */
    private Mono<Stored> asked(long account, String code) {
        return enabled(account)
                .flatMap(stored -> code.isEmpty()
                        ? Mono.error(() -> InvalidFields.of("totp", "totp.required"))
                        : Mono.just(stored));
    }

    private Mono<Stored> enabled(long account) {
        return totps.find(account).filter(stored -> stored.confirmedAt() != null);
    }

    private Mono<Boolean> confirm(long account, Stored stored, String code, List<String> recovery) {
        var now = clock.instant();
        var step = Totp.find(open(account, stored), code, now);
        if (step.isEmpty()) {
            throw InvalidFields.of("code", "totp.wrong");
        }
        var hashes = recovery.stream().map(each -> hash(account, each)).toList();
        return transactions.run(totps.confirm(account, stored.secret(), step.getAsLong(), hashes, now)
                .filter(confirmed -> confirmed)
                .switchIfEmpty(Mono.error(() -> new WrongState("totp.not_begun")))
                .delayUntil(confirmed -> audit.note(SecondStepRemoval.note("totp.enabled", account, false))));
    }

    /** Where there is none nothing is proven: that neither counts nor makes up for anything. */
    private Mono<Void> requirePassword(long account, String password) {
        return accounts.findWithPassword(account)
                .filter(known -> !known.passwordHash().isEmpty())
                .flatMap(known -> throttled(Attempt.ofProof(account), requirePassword(known, password)));
    }

    private Mono<Void> requirePassword(WithPassword known, String password) {
        return passwords
                .matches(password, known.passwordHash())
                .filter(right -> right)
                .switchIfEmpty(Mono.error(() -> InvalidFields.of("password", "password.wrong")))
                .then();
    }

    private Mono<Void> requireCodeThrottled(long account, Stored stored, String code, String field) {
        return throttled(Attempt.ofCode(account), Mono.defer(() -> requireCode(account, stored, code, field)));
    }

    private Mono<Void> requireCode(long account, Stored stored, String code, String field) {
        var step = Totp.find(open(account, stored), code, clock.instant());
        var used = step.isPresent()
                ? totps.use(account, step.getAsLong())
                : totps.useRecovery(account, hash(account, code));
        return used.filter(good -> good)
                .switchIfEmpty(Mono.error(() -> InvalidFields.of(field, "totp.wrong")))
                .then();
    }

    /** Counts what may be a guess; what succeeds is none. */
    private Mono<Void> throttled(Attempt attempt, Mono<?> proof) {
        return throttle.count(attempt).flatMap(counted -> proof.then(throttle.forgive(counted)));
    }

    private byte[] open(long account, Stored stored) {
        return seal.open(place(account), stored.secret()).orElseThrow(() -> new WrongState("totp.unreadable"));
    }

    /** Ten bytes, 16 letters and digits in groups. */
    private String recoveryCode() {
        var text = Totp.base32(ids.bytes(RECOVERY_BYTES));
        return Stream.iterate(0, at -> at < text.length(), at -> at + GROUP)
                .map(at -> text.substring(at, at + GROUP))
                .reduce((left, right) -> left + "-" + right)
                .orElseThrow();
    }

    private String hash(long account, String recoveryCode) {
        var plain = recoveryCode.toUpperCase(Locale.ROOT).replaceAll("[^A-Z2-7]", "");
        return HexFormat.of().formatHex(SigningKeys.hmac(recoveryKey, account + "\n" + plain));
    }

    private static byte[] place(long account) {
        return String.valueOf(account).getBytes(StandardCharsets.UTF_8);
    }

    /** @param recoveryCodesLeft how many of the ten were not used */
    public record Standing(boolean enabled, int recoveryCodesLeft) {}

    /**
     * What an authenticator app is told.
     *
     * @param secret in Base32, to be typed
     * @param otpauthUri the same with everything else, to be scanned or clicked
     */
    public record Proposal(String secret, String otpauthUri) {}
}
