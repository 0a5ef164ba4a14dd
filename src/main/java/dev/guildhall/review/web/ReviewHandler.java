package dev.guildhall.review.web;

import dev.guildhall.review.Opinion;
import dev.guildhall.review.ReviewService;
import dev.guildhall.review.ReviewService.ClientOpinion;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.web.Body;
import dev.guildhall.shared.web.BodyReader;
import dev.guildhall.shared.web.Fields;
import dev.guildhall.shared.web.Params;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Component
class ReviewHandler {

    private static final int LONG_TEXT = 50_000;

    private final ReviewService reviews;
    private final BodyReader bodies;

    ReviewHandler(ReviewService reviews, BodyReader bodies) {
        this.reviews = reviews;
        this.bodies = bodies;
    }

    Mono<ServerResponse> reviewMaster(ServerRequest request, Caller caller) {
        var id = Params.id(request);
        return bodies.with(request, body -> reviews.reviewMaster(id, caller, () -> opinion(body)))
                .flatMap(ServerResponse.status(HttpStatus.CREATED)::bodyValue);
    }

    Mono<ServerResponse> reviewClient(ServerRequest request, Caller caller) {
        var id = Params.id(request);
        return bodies.with(request, body -> reviews.reviewClient(id, caller, flags -> clientOpinion(body, flags)))
                .flatMap(ServerResponse.status(HttpStatus.CREATED)::bodyValue);
    }

    private static Opinion opinion(Body body) {
        var fields = body.fields();
        var opinion = opinion(fields);
        fields.check();
        return opinion;
    }

    private static ClientOpinion clientOpinion(Body body, Set<String> knownFlags) {
        var fields = body.fields();
        var choices = knownFlags.stream().collect(Collectors.toMap(Function.identity(), Function.identity()));
        var opinion = new ClientOpinion(opinion(fields), fields.choices("behavior_flags", choices));
        fields.check();
        return opinion;
    }

    private static Opinion opinion(Fields fields) {
        return new Opinion((int) fields.integer("rating", 1, 5), fields.text("comment", LONG_TEXT, ""));
    }
}
