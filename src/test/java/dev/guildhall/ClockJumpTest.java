package dev.guildhall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.Api.Answer;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.StatusChain;
import dev.guildhall.testing.TestClock;
import dev.guildhall.testing.Watcher.Frame;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

/** The machine's clock jumps ahead, as it does when it was wrong at the start, and back. */
@GuildhallTest
class ClockJumpTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Autowired
    Api api;

    @Autowired
    TestClock clock;

    @Autowired
    DatabaseClient database;

    @Test
    void anOrderGoesItsWayInTheOrderInWhichThingsHappen() {
        var client = api.client();
        var master = api.master();
        var order = client.files();
        master.takes(order);
        try (var ahead = clock.ahead(HOUR)) {
            again(master).prices(order, 100);
            again(client).says(order, "ahead");
        }
        client.pays(order);
        client.says(order, "back");
        master.confirms(order);
        try (var ahead = clock.ahead(HOUR)) {
            again(master).starts(order);
        }
        master.completes(order);

        assertThat(StatusChain.of(order, database))
                .containsExactly(
                        "NEW",
                        "IN_REVIEW",
                        "AWAITING_PAYMENT",
                        "PAYMENT_PROOF_UPLOADED",
                        "PAID",
                        "IN_PROGRESS",
                        "COMPLETED");
        assertThat(client.get("/appointments/" + order + "/messages/")
                        .expect(200)
                        .valueStream())
                .extracting(message -> message.path("text").asString())
                .containsExactly("ahead", "back");
        assertThat(client.timeline(order).valueStream().map(row -> row.path("id")
                        .asLong()))
                .as("the newest first")
                .isSortedAccordingTo(Comparator.reverseOrder())
                .hasSizeGreaterThan(5);
    }

    @Test
    void whoeverWatchesMissesNothingAndIsToldNothingTwice() {
        var client = api.client();
        var master = api.master();
        var order = client.files();
        master.takes(order);
        var topics = "/stream/?topics=appointment:" + order;
        List<Frame> seen;
        try (var first = api.watch(client, topics, null)) {
            client.says(order, "before");
            first.await("message.created", 1);
            try (var ahead = clock.ahead(HOUR)) {
                again(client).says(order, "ahead");
                // Its token has expired.
                first.awaitEnd();
            }
            seen = first.data();
        }
        client.says(order, "back");

        var cursor = seen.get(seen.size() - 1).id();
        try (var second = api.watch(client, topics, cursor)) {
            second.await(frame -> frame.isData() && text(frame).equals("back"));
            assertThat(Stream.concat(seen.stream(), second.data().stream()).map(ClockJumpTest::text))
                    .containsExactly("before", "ahead", "back");
        }
    }

    @Test
    void whoeverSignedInWhileTheClockWasAheadStaysSignedIn() {
        Answer signedIn;
        try (var ahead = clock.ahead(HOUR)) {
            signedIn = signIn(api.client());
        }
        var cookie = Objects.requireNonNull(signedIn.headers().getFirst(HttpHeaders.SET_COOKIE));
        var refresh = cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));

        api.send(HttpMethod.GET, "/api/me/", signedIn.body().path("access").asString(), null)
                .expect(200);
        api.send(HttpMethod.POST, "/api/auth/refresh/", null, Map.of("refresh", refresh))
                .expect(200);
    }

    @Test
    void aRequestThatIsSentAgainUnderItsKeyIsNotDoneTwice() {
        var client = api.client();
        var key = Map.of("Idempotency-Key", "clock-jump-" + client.id());
        JsonNode first;
        try (var ahead = clock.ahead(HOUR)) {
            first = file(again(client), key);
        }

        assertThat(file(client, key).path("id")).isEqualTo(first.path("id"));
        assertThat(client.get("/appointments/my/").expect(200)).hasSize(1);
    }

    @Test
    void nobodyWaitsForALimitUntilTheClockHasCaughtUp() {
        var client = api.client();
        try (var ahead = clock.ahead(HOUR)) {
            var early = again(client);
            IntStream.range(0, 5).forEach(time -> early.me());
        }
        var answer = client.get("/me/");

        answer.expect(200);
        assertThat(answer.headers().getFirst("RateLimit")).matches(".*;t=([1-9]|[1-5][0-9]|60)");
    }

    private JsonNode file(Person client, Map<String, String> key) {
        return api.send(HttpMethod.POST, "/api/v1/appointments/", client.token(), Person.anAppointment(), key)
                .expect(201);
    }

    /** With a token of this moment: in an hour others have expired. */
    private Person again(Person person) {
        return new Person(
                api,
                person.id(),
                person.username(),
                signIn(person).expect(200).path("access").asString());
    }

    private Answer signIn(Person person) {
        var telegramId = Long.parseLong(person.username().substring("tg_".length()));
        return api.telegram(Api.telegramLogin(telegramId, "Again " + UUID.randomUUID()));
    }

    private static String text(Frame frame) {
        return frame.payload().path("text").asString("");
    }
}
