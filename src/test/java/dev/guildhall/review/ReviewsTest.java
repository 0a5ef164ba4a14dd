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
import tools.jackson.databind.JsonNode;

/** What reviewers say, and what is wrong with it. */
@GuildhallTest
class ReviewsTest {

    @Autowired
    private Api api;

    private Person client;
    private Person master;
    private long order;

    @BeforeEach
    void anOrderIsCompleted() {
        master = api.master();
        client = api.client();
        order = completed();
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

    @Test
    void theTwoSidesAndAdminsReadThemButNotTheClientWhatTheMasterWrote() {
        var aboutMaster = client.act(order, "review-master", Map.of("rating", 5, "comment", "Quick"))
                .expect(201);
        var aboutClient = master.act(order, "review-client", Map.of("rating", 2, "behavior_flags", List.of("weak_pc")))
                .expect(201);

        assertThat(reviewsOfOrder(client)).containsExactly(aboutMaster);
        assertThat(reviewsOfOrder(master)).containsExactly(aboutClient, aboutMaster);
        assertThat(reviewsOfOrder(api.admin("analyst"))).containsExactly(aboutClient, aboutMaster);
    }

    @Test
    void aClientWhoBecameAnAdminDoesNotReadWhatAMasterWroteAboutThem() {
        var aboutMaster =
                client.act(order, "review-master", Map.of("rating", 5)).expect(201);
        master.act(order, "review-client", Map.of("rating", 1)).expect(201);
        api.admin()
                .post("/admin/users/" + client.id() + "/role/", Map.of("role", "admin"))
                .expect(200);

        assertThat(reviewsOfOrder(client)).containsExactly(aboutMaster);
        assertThat(client.get("/admin/users/" + client.id() + "/reviews/").expect(200))
                .isEmpty();
    }

    @Test
    void nobodyElseReadsThem() {
        api.client().get("/appointments/" + order + "/reviews/").expect(403);
        api.master().get("/appointments/" + order + "/reviews/").expect(403);
        client.get("/appointments/" + Long.MAX_VALUE + "/reviews/").expect(404);
        assertThat(reviewsOfOrder(client)).isEmpty();
    }

    @Test
    void anOrderThatIsOfferedAgainDoesNotTellWhatWasSaidAboutIt() {
        client.act(order, "review-master", Map.of("rating", 1)).expect(201);
        api.admin().setsStatus(order, "NEW");

        api.master().get("/appointments/" + order + "/reviews/").expect(403);
    }

    @Test
    void aMasterReadsWhatWasSaidAboutThemNewestFirst() {
        var first = client.act(order, "review-master", Map.of("rating", 5)).expect(201);
        var second =
                client.act(completed(), "review-master", Map.of("rating", 4)).expect(201);
        master.act(order, "review-client", Map.of("rating", 3)).expect(201);

        assertThat(master.get("/me/reviews/").expect(200)).containsExactly(second, first);
        assertThat(api.master().get("/me/reviews/").expect(200)).isEmpty();
        client.get("/me/reviews/").expect(403);
        api.admin().get("/me/reviews/").expect(403);
    }

    @Test
    void anAdminReadsWhatWasSaidAboutSomebody() {
        var aboutMaster =
                client.act(order, "review-master", Map.of("rating", 5)).expect(201);
        var aboutClient =
                master.act(order, "review-client", Map.of("rating", 3)).expect(201);

        assertThat(reviewsOf(master)).containsExactly(aboutMaster);
        assertThat(reviewsOf(client)).containsExactly(aboutClient);
        api.admin().get("/admin/users/" + Long.MAX_VALUE + "/reviews/").expect(404);
    }

    private JsonNode reviewsOfOrder(Person reader) {
        return reader.get("/appointments/" + order + "/reviews/").expect(200);
    }

    private JsonNode reviewsOf(Person target) {
        return api.admin("support")
                .get("/admin/users/" + target.id() + "/reviews/")
                .expect(200);
    }

    private long completed() {
        var done = client.files();
        master.takes(done);
        api.admin().setsStatus(done, "COMPLETED");
        return done;
    }
}
