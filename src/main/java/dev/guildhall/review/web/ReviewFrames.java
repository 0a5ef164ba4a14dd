package dev.guildhall.review.web;

import dev.guildhall.event.DomainEvent;
import dev.guildhall.event.Note;
import dev.guildhall.live.LiveReader;
import dev.guildhall.live.LiveSource;
import dev.guildhall.live.Topics;
import dev.guildhall.review.ReviewEvent;
import dev.guildhall.review.ReviewService;
import dev.guildhall.review.ReviewService.PlacedReview;
import dev.guildhall.shared.Forbidden;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reviews in the streams. What a master says about a client is for masters and admins; the client sees that something was said. */
@Component
class ReviewFrames implements LiveSource {

    private static final String CREATED = "review.created";

    private final ReviewService reviews;

    ReviewFrames(ReviewService reviews) {
        this.reviews = reviews;
    }

    @Override
    public Set<String> types() {
        return Set.of(CREATED);
    }

    @Override
    public Stream<Note> notes(DomainEvent event) {
        return event instanceof ReviewEvent review
                ? Stream.of(new Note(
                        Topics.appointment(review.appointment().id()), CREATED, Map.of("review", review.reviewId())))
                : Stream.empty();
    }

    @Override
    public Mono<Payloads> load(List<Viewing> viewings) {
        return reviews.list(viewings.stream()
                        .map(viewing -> viewing.line().id("review"))
                        .toList())
                .collectMap(placed -> placed.review().id())
                .map(found -> (line, reader) -> payload(found.get(line.id("review")), reader));
    }

    private static @Nullable Object payload(@Nullable PlacedReview placed, LiveReader reader) {
        if (placed == null || !placed.order().isInside(reader.caller())) {
            throw new Forbidden("error.forbidden");
        }
        var aboutReader =
                placed.order().isOf(reader.caller()) && placed.review().isAboutClient();
        return aboutReader ? null : placed.review();
    }
}
