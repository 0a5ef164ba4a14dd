package dev.guildhall.shared.web;

import dev.guildhall.shared.Refusal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Carries requests out once, however often they are sent. */
public interface Replays {

    /**
     * Does the work and keeps its answer, or gives the answer it had. Fails with Conflict while somebody else is at it, and with
     * Unprocessable when something else was sent under the same key.
     *
     * @param work joins the transaction around it
     * @param rendering what a refusal looks like
     */
    Mono<Answer> once(Repeatable request, Mono<Answer> work, Function<Refusal, Answer> rendering);

    /**
     * A request with a key.
     *
     * @param route method and path
     * @param fingerprint of everything that was sent
     */
    record Repeatable(long account, String route, String key, byte[] fingerprint) {}

    /**
     * An answer as it goes over the wire.
     *
     * @param replayed whether it was given before
     */
    record Answer(int status, Map<String, List<String>> headers, byte[] body, boolean replayed) {

        public Answer again() {
            return new Answer(status, headers, body, true);
        }
    }
}
