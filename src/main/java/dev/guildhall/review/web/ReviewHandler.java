package dev.guildhall.review.web;

import dev.guildhall.review.Opinion;
import dev.guildhall.review.Review;
import dev.guildhall.review.ReviewService;
import dev.guildhall.review.ReviewService.ClientOpinion;
import dev.guildhall.shared.Caller;
import dev.guildhall.shared.Slice;
import dev.guildhall.shared.web.Body;
import dev.guildhall.shared.web.BodyReader;
import dev.guildhall.shared.web.Fields;
import dev.guildhall.shared.web.Pages;
import dev.guildhall.shared.web.Params;
import java.util.List;
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
    private final Pages pages;

    ReviewHandler(ReviewService reviews, BodyReader bodies, Pages pages) {
        this.reviews = reviews;
        this.bodies = bodies;
        this.pages = pages;
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

    Mono<ServerResponse> listOfAppointment(ServerRequest request, Caller caller) {
        var id = Params.id(request);
        return list(request, caller, slice -> reviews.listOf(id, caller, slice));
    }

    Mono<ServerResponse> listOfMe(ServerRequest request, Caller caller) {
        return list(request, caller, slice -> reviews.listAbout(caller.id(), caller, slice));
    }

    Mono<ServerResponse> listOfUser(ServerRequest request, Caller caller) {
        var id = Params.id(request);
        return list(request, caller, slice -> reviews.listAbout(id, caller, slice));
    }

    private Mono<ServerResponse> list(ServerRequest request, Caller caller, Function<Slice, Mono<List<Review>>> found) {
        return pages.answer(
                request,
                caller,
                slice -> found.apply(slice).flatMapIterable(Function.identity()),
                review -> List.of(review.id()),
                Function.identity());
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
