package dev.guildhall.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.guildhall.database.Transactions;
import dev.guildhall.idempotency.KeyRepository.Kept;
import dev.guildhall.security.Seal;
import dev.guildhall.security.SigningKeys;
import dev.guildhall.shared.Conflict;
import dev.guildhall.shared.Origin;
import dev.guildhall.shared.RandomIds;
import dev.guildhall.shared.Refusal;
import dev.guildhall.shared.Unprocessable;
import dev.guildhall.shared.web.Replays;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Carries a request out and keeps its answer in one transaction, which the work joins: whatever kills it leaves neither. A refusal has
 * undone its transaction, so it is kept in the next one; nothing was done, and if somebody else has been quicker, theirs is the answer.
 */
@Component
class KeptReplays implements Replays {

    private static final Duration KEPT = Duration.ofHours(24);

    /** What a refused request would be told again. Not kept: who may call at all, preconditions, and what passes by itself. */
    private static final Set<Integer> LASTING = Set.of(400, 403, 404, 409, 413, 415, 422);

    private final KeyRepository keys;
    /** Answers may hold what their reader alone may see, such as signed links, or what has been deleted since. */
    private final Seal seal;

    private final Transactions transactions;
    private final JsonMapper json;
    private final Clock clock;

    KeptReplays(
            KeyRepository keys,
            SigningKeys signing,
            RandomIds ids,
            Transactions transactions,
            JsonMapper json,
            Clock clock) {
        this.keys = keys;
        this.seal = new Seal(signing, "idempotency", ids);
        this.transactions = transactions;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Mono<Answer> once(Repeatable request, Mono<Answer> work, Function<Refusal, Answer> rendering) {
        var told = work.onErrorMap(Refusal.class, Refused::new);
        return kept(request, told)
                .onErrorResume(
                        Refused.class,
                        refused -> LASTING.contains(refused.refusal.status())
                                ? kept(request, Mono.fromSupplier(() -> rendering.apply(refused.refusal)))
                                        // Nothing was done that an audit log would tell of.
                                        .contextWrite(context -> context.delete(Origin.class))
                                : Mono.error(refused.refusal));
    }

    private Mono<Answer> kept(Repeatable request, Mono<Answer> work) {
        return Mono.defer(() -> {
            var id = id(request);
            return transactions.run(keys.take(id)
                    .filter(taken -> taken)
                    .switchIfEmpty(Mono.error(() -> new Conflict("idempotency.in_flight")))
                    .flatMap(taken -> keys.find(id, clock.instant()))
                    .map(kept -> replay(id, request, kept))
                    .switchIfEmpty(Mono.defer(() -> work.delayUntil(answer -> keep(id, request, answer)))));
        });
    }

    private Mono<Void> keep(byte[] id, Repeatable request, Answer answer) {
        var now = clock.instant();
        var sealed = seal.close(id, json.writeValueAsBytes(answer));
        return keys.keep(id, request.account(), new Kept(request.fingerprint(), sealed), now, now.plus(KEPT));
    }

    private Answer replay(byte[] id, Repeatable request, Kept kept) {
        if (!MessageDigest.isEqual(kept.fingerprint(), request.fingerprint())) {
            throw new Unprocessable("idempotency.other_request");
        }
        return seal.open(id, kept.answer())
                .map(open -> json.readValue(open, Answer.class).again())
                // The secret was changed meanwhile: it was done, and what was said of it cannot be read any more.
                .orElseThrow(() -> new Conflict("idempotency.unreadable"));
    }

    private static byte[] id(Repeatable request) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((request.account() + "\n" + request.route() + "\n" + request.key()).getBytes(UTF_8));
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    /** The work was refused, as opposed to the attempt to do it. */
    private static final class Refused extends RuntimeException {

        private final transient Refusal refusal;

        private Refused(Throwable refusal) {
            super(refusal.getMessage(), refusal, false, false);
            this.refusal = (Refusal) refusal;
        }
    }
}
