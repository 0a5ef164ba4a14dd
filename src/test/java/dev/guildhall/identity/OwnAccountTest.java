package dev.guildhall.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhall.flag.Switch;
import dev.guildhall.shared.TooManyRequests;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.Api.Answer;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.StatementCounter;
import dev.guildhall.testing.TestClock;
import dev.guildhall.testing.TestEnvironment;
import dev.guildhall.testing.Together;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Registration, the list of one's sessions, and the change of one's password. */
@GuildhallTest
class OwnAccountTest {

    private static final String PASSWORD = "a long walk by the sea";
    private static final String FRESH = "an even longer way back";
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    @Autowired
    private Api api;

    @Autowired
    private WebTestClient web;

    @Autowired
    private TestClock clock;

    @Autowired
    private SignInThrottle throttle;

    @Autowired
    private StatementCounter statements;

    /** One of our own, so that nobody is held up by another test. The tests come from this machine, which counts as a proxy. */
    private String address;

    private String name;

    @BeforeEach
    void lettingPeopleRegister() {
        address = "198.51.100." + ADDRESSES.incrementAndGet();
        name = "u" + UUID.randomUUID().toString().replace("-", "");
        setRegistration(Map.of("is_enabled", true));
    }

    @AfterEach
    void nobodyRegistersByDefault() {
        setRegistration(Map.of("is_enabled", false, "rollout_percentage", 100));
    }

    @Test
    void whoComesInLearnsByWhichBot() {
        assertThat(status().path("telegram_bot").asString()).isEqualTo(TestEnvironment.TELEGRAM_BOT);
    }

    @Test
    void nobodyRegistersUnlessTheFlagIsOn() {
        setRegistration(Map.of("is_enabled", false));

        assertThat(status().path("open").asBoolean()).isFalse();
        assertThat(register(name, PASSWORD).expect(403).path("detail").asString())
                .isNotEmpty();
        assertThat(register("", "").status()).isEqualTo(403);

        setRegistration(Map.of("is_enabled", true));
        assertThat(status().path("open").asBoolean()).isTrue();
        register(name, PASSWORD).expect(201);

        setRegistration(Map.of("rollout_percentage", 0));
        assertThat(status().path("open").asBoolean()).isFalse();
    }

    @Test
    void whoeverRegistersIsAClientAndSignedIn() {
        var made = register(name, PASSWORD);

        assertThat(made.expect(201).at("/user/role").asString()).isEqualTo("client");
        assertThat(made.body().at("/user/client_stats/level").asString()).isEqualTo("newbie");
        assertThat(made.headers().getFirst(HttpHeaders.SET_COOKIE)).containsIgnoringCase("HttpOnly");
        person(made).files();
        login(PASSWORD).expect(200);
        login(PASSWORD + " ").expect(401);
    }

    @Test
    void namesEverythingThatIsWrongAtOnce() {
        assertThat(register("a b", "short").expect(400).propertyNames())
                .containsExactlyInAnyOrder("username", "password");
    }

    @ParameterizedTest
    @CsvSource({"ab", "tg_12345", "TG_12345", "Анна", "ann smith", "аnn1"})
    void refusesNamesThatCouldBeMistaken(String username) {
        assertThat(register(username, PASSWORD).expect(400).propertyNames()).containsExactly("username");
    }

    @ParameterizedTest
    @CsvSource({"password1", "1234567", "9182736450918273", "qwertyuiop"})
    void refusesPasswordsThatAreNone(String password) {
        assertThat(register(name, password).expect(400).propertyNames()).containsExactly("password");
        assertThat(register(name, name + "1").expect(400).propertyNames()).containsExactly("password");
    }

    @Test
    void aNameIsTakenInCapitalsAsWell() {
        register(name, PASSWORD).expect(201);

        assertThat(register(name, PASSWORD).expect(400).propertyNames()).containsExactly("username");
        assertThat(register(name.toUpperCase(Locale.ROOT), PASSWORD).expect(400).propertyNames())
                .containsExactly("username");
        assertThat(register("Test-Admin", PASSWORD).expect(400).propertyNames()).containsExactly("username");
    }

    @Test
    void oneOfManyGetsAName() {
        var statuses = Together.times(6, tab -> register(name, PASSWORD).status());

        assertThat(statuses).containsExactlyInAnyOrder(201, 400, 400, 400, 400, 400);
    }

    @Test
    void whoeverTriesManyNamesIsHeldUp() {
        register(name, PASSWORD).expect(201);
        for (var attempt = 1; attempt < SignInThrottle.MOST_ATTEMPTS; attempt++) {
            register(name, PASSWORD).expect(400);
        }
        var refused = register(name + "2", PASSWORD);
        assertThat(refused.expect(429).has("detail")).isTrue();
        assertThat(refused.headers().getFirst(HttpHeaders.RETRY_AFTER)).isNotNull();

        address = "198.51.100.250";
        register(name + "2", PASSWORD).expect(201);
    }

    @Test
    void whoSharesAnAddressWaitsForTheSameShortWhileEachTime() {
        for (var window = 0; window < 3; window++) {
            try (var later = clock.ahead(SignInThrottle.WINDOW.plusSeconds(1).multipliedBy(window))) {
                for (var attempt = 0; attempt < SignInThrottle.MOST_ATTEMPTS; attempt++) {
                    Await.done(throttle.countRegistration(address));
                }
                assertThatThrownBy(() -> Await.done(throttle.countRegistration(address)))
                        .isInstanceOfSatisfying(TooManyRequests.class, refused -> assertThat(refused.retryAfter())
                                .isLessThanOrEqualTo(SignInThrottle.WINDOW));
            }
        }
    }

    @Test
    void showsWhereOneIsSignedIn() {
        var phone = person(register(name, PASSWORD));
        var laptop = person(login(PASSWORD));

        var sessions = laptop.get("/me/sessions/").expect(200);

        assertThat(sessions).hasSize(2);
        var current = sessions.path(0);
        assertThat(current.path("current").asBoolean()).isTrue();
        assertThat(sessions.path(1).path("current").asBoolean()).isFalse();
        assertThat(current.path("device").asString()).isEqualTo("Firefox, Linux");
        assertThat(current.path("user_agent").asString()).isEqualTo(FIREFOX);
        assertThat(current.path("address").asString()).isEqualTo(address);
        assertThat(idOfCurrent(phone)).isEqualTo(sessions.path(1).path("id").asString());
        assertThat(statements.during(() -> laptop.get("/me/sessions/").expect(200)))
                .hasSize(1);
    }

    @Test
    void aRefreshIsTheLatestUse() {
        var signedIn = register(name, PASSWORD);
        address = "203.0.113.99";
        var renewed = post("/auth/refresh/", Map.of("refresh", refreshToken(signedIn)));

        var session = new Person(
                        api, 0, name, renewed.expect(200).path("access").asString())
                .get("/me/sessions/")
                .expect(200)
                .path(0);

        assertThat(session.path("address").asString()).isEqualTo("203.0.113.99");
        assertThat(session.path("last_used_at").asString())
                .isGreaterThan(session.path("created_at").asString());
    }

    @Test
    void endsOneSessionWithItsTokensAndStreams() {
        var signedIn = register(name, PASSWORD);
        var phone = person(signedIn);
        var laptop = person(login(PASSWORD));
        try (var stream = api.watch(phone, "/stream/?topics=user", null)) {
            laptop.delete("/me/sessions/" + idOfCurrent(phone) + "/").expect(204);

            stream.awaitEnd();
        }
        phone.get("/me/").expect(401);
        refresh(signedIn).expect(401);
        assertThat(laptop.get("/me/sessions/").expect(200)).hasSize(1);
    }

    @Test
    void endsNobodyElsesSessionAndNoneTwice() {
        var someone = person(register(name, PASSWORD));
        var own = idOfCurrent(someone);
        var other = api.client();

        other.delete("/me/sessions/" + own + "/").expect(404);
        other.delete("/me/sessions/" + UUID.randomUUID() + "/").expect(404);
        other.delete("/me/sessions/nonsense/").expect(404);
        someone.get("/me/").expect(200);

        someone.delete("/me/sessions/" + own + "/").expect(204);
        someone.get("/me/").expect(401);
    }

    @Test
    void signsOutEverywhereElse() {
        var phone = person(register(name, PASSWORD));
        var tablet = person(login(PASSWORD));
        var laptop = person(login(PASSWORD));

        assertThat(laptop.post("/me/sessions/revoke-others/")
                        .expect(200)
                        .path("ended")
                        .asInt())
                .isEqualTo(2);

        phone.get("/me/").expect(401);
        tablet.get("/me/").expect(401);
        laptop.get("/me/").expect(200);
        assertThat(laptop.post("/me/sessions/revoke-others/")
                        .expect(200)
                        .path("ended")
                        .asInt())
                .isZero();
    }

    @Test
    void aNewPasswordEndsAllOtherSessions() {
        var before = register(name, PASSWORD);
        var phone = person(before);
        var laptop = person(login(PASSWORD));
        try (var stream = api.watch(phone, "/stream/?topics=user", null)) {
            change(laptop, PASSWORD, FRESH).expect(200);

            stream.awaitEnd();
        }
        phone.get("/me/").expect(401);
        refresh(before).expect(401);
        laptop.get("/me/").expect(200);
        login(PASSWORD).expect(401);
        login(FRESH).expect(200);
    }

    @Test
    void theNewPasswordKeepsTheRulesAndThePresentOneIsProven() {
        var someone = person(register(name, PASSWORD));

        assertThat(change(someone, "wrong", FRESH).expect(400).propertyNames()).containsExactly("current_password");
        assertThat(change(someone, PASSWORD, PASSWORD).expect(400).propertyNames())
                .containsExactly("new_password");
        for (var password : List.of("short", "password1", "9182736450918273", name + "1")) {
            assertThat(change(someone, PASSWORD, password).expect(400).propertyNames())
                    .as(password)
                    .containsExactly("new_password");
        }
        assertThat(someone.post("/me/password/", Map.of()).expect(400).propertyNames())
                .containsExactlyInAnyOrder("current_password", "new_password");
        login(PASSWORD).expect(200);
    }

    @Test
    void whoeverSignsInByTelegramHasNoPasswordToChange() {
        assertThat(change(api.client(), "anything", FRESH).expect(400).has("detail"))
                .isTrue();
    }

    @Test
    void whoeverGuessesAtThePresentPasswordIsHeldUpForAWhile() {
        var someone = person(register(name, PASSWORD));
        for (var attempt = 0; attempt < SignInThrottle.MOST_ATTEMPTS; attempt++) {
            change(someone, "wrong", FRESH).expect(400);
        }

        assertThat(change(someone, PASSWORD, FRESH).headers().getFirst(HttpHeaders.RETRY_AFTER))
                .isNotNull();
        change(person(login(PASSWORD)), PASSWORD, FRESH).expect(429);
        try (var later = clock.ahead(SignInThrottle.WINDOW.plusSeconds(1))) {
            change(someone, PASSWORD, FRESH).expect(200);
        }
    }

    /** Whichever is first: no session that was opened with the old password is left afterwards. */
    @Test
    void whoeverSignsInAtThatMomentIsNotForgotten() {
        var someone = person(register(name, PASSWORD));
        var present = PASSWORD;
        for (var round = 0; round < 5; round++) {
            var old = present;
            var fresh = FRESH + round;
            var answers = Together.all(List.<Callable<Answer>>of(
                    () -> change(someone, old, fresh), () -> login(old), () -> login(old), () -> login(old)));
            answers.get(0).expect(200);
            answers.stream().skip(1).filter(answer -> answer.status() == 200).forEach(answer -> person(answer)
                    .get("/me/")
                    .expect(401));
            assertThat(someone.get("/me/sessions/").expect(200)).hasSize(1);
            present = fresh;
        }
    }

    private void setRegistration(Map<String, Object> change) {
        api.admin().setsFlag(Switch.SELF_REGISTRATION, change);
    }

    private JsonNode status() {
        return api.send(HttpMethod.GET, "/api/v1/auth/registration-status/", null, null)
                .expect(200);
    }

    private Answer register(String username, String password) {
        return post("/auth/register/", Map.of("username", username, "password", password));
    }

    private Answer login(String password) {
        return post("/auth/login/", Map.of("username", name, "password", password));
    }

    private Answer refresh(Answer signedIn) {
        return post("/auth/refresh/", Map.of("refresh", refreshToken(signedIn)));
    }

    private static Answer change(Person person, String current, String fresh) {
        return person.post("/me/password/", Map.of("current_password", current, "new_password", fresh));
    }

    private Person person(Answer signedIn) {
        var body = signedIn.body();
        return new Person(
                api,
                body.at("/user/id").asLong(),
                body.at("/user/username").asString(),
                body.path("access").asString());
    }

    private static String idOfCurrent(Person person) {
        return person.get("/me/sessions/")
                .expect(200)
                .valueStream()
                .filter(session -> session.path("current").asBoolean())
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }

    private static String refreshToken(Answer signedIn) {
        var cookie = Objects.requireNonNull(signedIn.headers().getFirst(HttpHeaders.SET_COOKIE));
        return cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
    }

    /** From this test's address and browser. */
    private Answer post(String path, Object body) {
        var result = web.post()
                .uri("/api/v1" + path)
                .header("X-Forwarded-For", address)
                .header(HttpHeaders.USER_AGENT, FIREFOX)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(JsonMapper.shared().writeValueAsString(body))
                .exchange()
                .expectBody()
                .returnResult();
        return new Answer(
                "POST " + path,
                result.getStatus().value(),
                result.getResponseHeaders(),
                JsonMapper.shared().readTree(Objects.requireNonNull(result.getResponseBody())));
    }
}
