package dev.guildhall.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What reviewers say, and what is wrong with it. */
@GuildhallTest
class ReviewsTest {

    @Autowired
    private Api api;

    private Person master;
    private long order;

    @BeforeEach
    void anOrderIsCompleted() {
        master = api.master();
        order = api.client().files();
        master.takes(order);
        api.admin().setsStatus(order, "COMPLETED");
    }

    @Test
    void namesEverythingThatIsWrong() {
        var review = Map.of("rating", 6, "comment", true, "behavior_flags", List.of("weak_pc", "nonsense"));

        var problems = master.act(order, "review-client", review).expect(400);

        assertThat(problems.propertyNames()).containsExactlyInAnyOrder("rating", "comment", "behavior_flags");
        assertThat(problems.path("behavior_flags").propertyNames()).containsExactly("1");
    }

    @Test
    void dropsRepeatedFlagsAndSortsThem() {
        var flags = List.of("weak_pc", "bad_internet", "weak_pc");

        var review = master.act(order, "review-client", Map.of("rating", 2, "behavior_flags", flags))
                .expect(201);

        assertThat(review.path("behavior_flags").valueStream().map(flag -> flag.asString()))
                .containsExactly("bad_internet", "weak_pc");
    }
}
