package dev.guildhall.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.Api.Answer;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.StatusChain;
import dev.guildhall.testing.Together;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

@GuildhallTest
class ReviewRacesTest {

    private static final int AT_ONCE = 6;

    @Autowired
    private Api api;

    @Autowired
    private DatabaseClient database;

    @RepeatedTest(5)
    void eachSideReviewsOnce() {
        var client = api.client();
        var master = api.master();
        var order = client.files();
        master.takes(order);
        api.admin().setsStatus(order, "COMPLETED");

        var reviews = Together.times(
                2 * AT_ONCE,
                number -> number % 2 == 0
                        ? client.act(order, "review-master", Map.of("rating", 4))
                        : master.act(
                                order,
                                "review-client",
                                Map.of("rating", 2, "behavior_flags", List.of("weak_pc", "bad_internet"))));

        for (int side = 0; side < 2; side++) {
            var answers = IntStream.iterate(side, number -> number < 2 * AT_ONCE, number -> number + 2)
                    .mapToObj(reviews::get)
                    .toList();
            assertThat(answers.stream().map(Answer::status).sorted()).containsExactly(201, 400, 400, 400, 400, 400);
            assertThat(answers.stream().filter(answer -> answer.status() == 400))
                    .allMatch(answer -> answer.body().path("detail").isString());
        }
        assertThat(master.me().at("/master_stats/avg_rating").asDouble()).isEqualTo(4);
        assertThat(client.me().at("/client_stats/average_rating").asDouble()).isEqualTo(2);
        assertThat(StatusChain.of(order, database)).containsExactly("NEW", "IN_REVIEW", "COMPLETED");
    }
}
