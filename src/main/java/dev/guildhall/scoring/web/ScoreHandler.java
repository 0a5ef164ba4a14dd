package dev.guildhall.scoring.web;

import static org.springframework.web.reactive.function.server.ServerResponse.noContent;
import static org.springframework.web.reactive.function.server.ServerResponse.ok;

import dev.guildhall.scoring.ScoreKind;
import dev.guildhall.scoring.ScoreOverrides;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.NotFound;
import dev.guildhall.shared.web.BodyReader;
import dev.guildhall.shared.web.Params;
import dev.guildhall.shared.web.Words;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Component
class ScoreHandler {

    private final ScoreOverrides scores;
    private final Words words;
    private final BodyReader bodies;

    ScoreHandler(ScoreOverrides scores, Words words, BodyReader bodies) {
        this.scores = scores;
        this.words = words;
        this.bodies = bodies;
    }

    /** A client's risk or a master's score; admins have neither. */
    Mono<ServerResponse> mine(ServerRequest request, Caller caller) {
        if (caller.isAdmin()) {
            return Mono.error(() -> new NotFound("error.not_found"));
        }
        var kind = caller.isMaster() ? ScoreKind.SCORE : ScoreKind.RISK;
        return scores.get(kind, caller.id(), at(request))
                .map(view -> ScoreResponse.ofOneself(view, words.of(request)))
                .flatMap(ok()::bodyValue);
    }

    Mono<ServerResponse> risk(ServerRequest request, Caller caller) {
        return show(ScoreKind.RISK, request);
    }

    Mono<ServerResponse> setRisk(ServerRequest request, Caller caller) {
        return set(ScoreKind.RISK, request, caller);
    }

    Mono<ServerResponse> liftRisk(ServerRequest request, Caller caller) {
        return scores.lift(ScoreKind.RISK, Params.id(request)).then(noContent().build());
    }

    Mono<ServerResponse> score(ServerRequest request, Caller caller) {
        return show(ScoreKind.SCORE, request);
    }

    Mono<ServerResponse> setScore(ServerRequest request, Caller caller) {
        return set(ScoreKind.SCORE, request, caller);
    }

    Mono<ServerResponse> liftScore(ServerRequest request, Caller caller) {
        return scores.lift(ScoreKind.SCORE, Params.id(request)).then(noContent().build());
    }

    /** What it was has no version: it is changed no more. */
    private Mono<ServerResponse> show(ScoreKind kind, ServerRequest request) {
        var at = at(request);
        return scores.get(kind, Params.id(request), at)
                .flatMap(view -> (at.isPresent() ? ok() : ok().eTag(view.version()))
                        .bodyValue(ScoreResponse.of(view, words.of(request))));
    }

    private Mono<ServerResponse> set(ScoreKind kind, ServerRequest request, Caller caller) {
        var id = Params.id(request);
        return bodies.with(request, body -> scores.set(kind, id, caller, now -> ScoreRequests.draft(body, now)))
                .flatMap(view -> ok().eTag(view.version()).bodyValue(ScoreResponse.of(view, words.of(request))));
    }

    private static Optional<Instant> at(ServerRequest request) {
        var params = Params.of(request);
        var at = params.moment("at");
        params.check();
        return at;
    }
}
