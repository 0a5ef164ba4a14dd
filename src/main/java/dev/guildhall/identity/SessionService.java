package dev.guildhall.identity;

import dev.guildhall.bus.Invalidations;
import dev.guildhall.database.Transactions;
import dev.guildhall.identity.SessionRepository.Standing;
import dev.guildhall.security.RevokedSessions;
import dev.guildhall.security.Session;
import dev.guildhall.security.SessionlessAccess;
import dev.guildhall.security.Token;
import dev.guildhall.security.Tokens;
import dev.guildhall.shared.NotFound;
import dev.guildhall.shared.RandomIds;
import dev.guildhall.shared.Slice;
import dev.guildhall.shared.Unauthenticated;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sessions: a family of refresh tokens, each used once and replaced by the next. Whoever uses one again within
 * {@link #GRACE a short while} gets the same successor, for two tabs may refresh at once; later it can only be a stolen copy, and
 * ends the session.
 */
@Service
public class SessionService {

    static final Duration GRACE = Duration.ofSeconds(30);

    private final SessionRepository sessions;
    private final RefreshTokens family;
    private final Tokens tokens;
    private final RandomIds ids;
    private final Transactions transactions;
    private final Invalidations invalidations;
    private final Clock clock;

    SessionService(
            SessionRepository sessions,
            RefreshTokens family,
            Tokens tokens,
            RandomIds ids,
            Transactions transactions,
            Invalidations invalidations,
            Clock clock) {
        this.sessions = sessions;
        this.family = family;
        this.tokens = tokens;
        this.ids = ids;
        this.transactions = transactions;
        this.invalidations = invalidations;
        this.clock = clock;
    }

    /** A new session for somebody whose identity is proven. */
    Mono<SignedIn> open(long accountId, Device device) {
        return open(accountId, null, device);
    }

    /**
     * A new session for somebody who has shown a password.
     *
     * @param proof the hash of the password; empty when it has been changed meanwhile
     */
    Mono<SignedIn> open(long accountId, @Nullable String proof, Device device) {
        return Mono.defer(() -> {
            var now = clock.instant();
            var session = ids.next();
            var refresh = family.first(accountId, session, now);
            return sessions.open(session, refresh, proof, device, now)
                    .filter(opened -> opened)
                    .map(opened -> signedIn(refresh, session));
        });
    }

    /**
     * Trades a refresh token for a new pair of tokens.
     *
     * @return an Unauthenticated error if the token is not good, its session was ended or its owner is banned
     */
    public Mono<SignedIn> refresh(String refreshToken, Device device) {
        return Mono.fromSupplier(() -> tokens.read(refreshToken, Token.Kind.REFRESH))
                .flatMap(token -> known(token, device).flatMap(standing -> replace(token, standing, device)));
    }

    /** Ends the session a refresh token belongs to. A token that is no good any more has none. */
    public Mono<Void> end(String refreshToken, Device device) {
        return Mono.defer(() -> Mono.justOrEmpty(tokens.find(refreshToken, Token.Kind.REFRESH)))
                .flatMap(token -> known(token, device))
                .onErrorResume(Unauthenticated.class, unknown -> Mono.empty())
                .flatMap(standing -> revoke(standing.session(), "logout"));
    }

    /** Where somebody is signed in, the latest used first. */
    public Flux<OpenSession> list(long accountId, Slice slice) {
        return Flux.defer(() -> sessions.list(accountId, clock.instant(), slice));
    }

    /** Ends one of somebody's sessions; NotFound when it is not theirs or has ended. */
    public Mono<Void> endOwn(long accountId, UUID session) {
        return transactions
                .run(sessions.revokeOf(accountId, session, "revoked", clock.instant())
                        .filter(ended -> ended)
                        .delayUntil(ended -> tellOfEnd(session)))
                .switchIfEmpty(Mono.error(() -> new NotFound("error.not_found")))
                .then();
    }

    /**
     * Ends all sessions of somebody but the one they ask from, and tells how many. Tokens of the original service end as well, even those
     * they ask with: nothing tells them apart.
     */
    public Mono<Integer> endOthers(Session own) {
        return endOthers(own, "revoked");
    }

    Mono<Integer> endOthers(Session own, String reason) {
        return transactions.run(sessions.revokeOthers(own.caller().id(), own.id(), reason, clock.instant())
                .collectList()
                .delayUntil(ended -> Flux.fromIterable(ended).concatMap(this::tellOfEnd))
                .delayUntil(ended -> invalidations.publish(
                        SessionlessAccess.KIND, String.valueOf(own.caller().id())))
                .map(List::size));
    }

    /** How things are with a token; one of the original service gets a session when it is first seen. */
    private Mono<Standing> known(Token token, Device device) {
        return sessions.find(token)
                .switchIfEmpty(Mono.defer(() -> token.sessionId() == null ? adopted(token, device) : Mono.empty()))
                .switchIfEmpty(refused());
    }

    private Mono<Standing> adopted(Token token, Device device) {
        return Mono.defer(() -> sessions.adopt(ids.next(), token, device, clock.instant()))
                .then()
                .onErrorResume(DuplicateKeyException.class, faster -> Mono.empty())
                .then(Mono.defer(() -> sessions.find(token)));
    }

    private Mono<SignedIn> replace(Token token, Standing standing, Device device) {
        if (standing.revoked() || standing.banned()) {
            return refused();
        }
        return standing.rotatedAt() == null
                ? rotate(token, standing.session(), device)
                : again(token, standing.session(), standing.rotatedAt());
    }

    private Mono<SignedIn> rotate(Token token, UUID session, Device device) {
        var now = clock.instant();
        var successor = family.successor(token, session, now);
        return sessions.rotate(token, successor, device.address(), now)
                .flatMap(first -> first
                        ? Mono.just(signedIn(successor, session))
                        : sessions.find(token).flatMap(standing -> replace(token, standing, device)));
    }

    /** The token was used before: the newest of its successors, or the end of the session. */
    private Mono<SignedIn> again(Token token, UUID session, Instant replacedAt) {
        if (replacedAt.plus(GRACE).isBefore(clock.instant())) {
            return revoke(session, "reuse").then(refused());
        }
        var successor = family.successor(token, session, replacedAt);
        return sessions.find(successor)
                .flatMap(standing -> standing.rotatedAt() == null
                        ? Mono.just(signedIn(successor, session))
                        : again(successor, session, standing.rotatedAt()));
    }

    private Mono<Void> revoke(UUID session, String reason) {
        return transactions
                .run(sessions.revoke(session, reason, clock.instant())
                        .filter(ended -> ended)
                        .delayUntil(ended -> tellOfEnd(session)))
                .then();
    }

    /** Ends its tokens and streams on every node. */
    private Mono<Void> tellOfEnd(UUID session) {
        return invalidations.publish(RevokedSessions.KIND, session.toString());
    }

    private SignedIn signedIn(Token refresh, UUID session) {
        var access = family.access(refresh.accountId(), session, clock.instant());
        return new SignedIn(refresh.accountId(), tokens.write(access), tokens.write(refresh));
    }

    private static <T> Mono<T> refused() {
        return Mono.error(() -> new Unauthenticated("error.token_invalid"));
    }
}
