package dev.guildhall.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.Api.Answer;
import dev.guildhall.testing.Authenticator;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.TestClock;
import dev.guildhall.testing.Together;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

@GuildhallTest
class SecondStepTest {

    private static final String PASSWORD = "correct horse battery";
    private static final Duration LATER = Duration.ofMinutes(2);

    @Autowired
    private Api api;

    @Autowired
    private AccountService accounts;

    @Autowired
    private SecondStepRemoval removal;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private TestClock clock;

    private String name;
    private Person admin;

    @BeforeEach
    void anAdminHasAPassword() {
        api.admin();
        name = "admin-" + UUID.randomUUID();
        Await.value(accounts.createAdmin(new NewAdmin(name, PASSWORD, "", "")));
        admin = person(login(null).expect(200));
    }

    @Test
    void nobodyIsAskedForACodeUntilTheFirstOneIsShown() {
        assertThat(standing().path("enabled").asBoolean()).isFalse();
        var proposal = begin();
        assertThat(proposal.path("otpauth_uri").asString())
                .startsWith("otpauth://totp/Guildhall:" + name)
                .contains(proposal.path("secret").asString());
        login(null).expect(200);

        var wrong = admin.post("/me/totp/confirm/", Map.of("code", "000000x"));
        assertThat(wrong.expect(400).propertyNames()).containsExactly("code");
        assertThat(confirm(app(proposal)).distinct()).hasSize(10);
        assertThat(standing().path("recovery_codes_left").asInt()).isEqualTo(10);
        assertThat(login(null).expect(400).propertyNames()).containsExactly("totp");
    }

    @Test
    void whoSetsItUpShowsThePassword() {
        assertThat(admin.post("/me/totp/begin/", Map.of()).expect(400).propertyNames())
                .containsExactly("password");
        assertThat(admin.post("/me/totp/begin/", Map.of("password", "wrong"))
                        .expect(400)
                        .propertyNames())
                .containsExactly("password");
        assertThat(admin.post("/me/totp/confirm/", Map.of("code", "123456"))
                        .expect(400)
                        .has("detail"))
                .isTrue();
    }

    @Test
    void theSecondStepIsACodeThatIsGoodOnce() {
        var app = turnOn();
        var code = app.code(1);
        login(code.substring(0, 3) + " " + code.substring(3)).expect(200);

        assertThat(login(code).expect(400).propertyNames()).containsExactly("totp");
        // Earlier ones are no good any more either.
        login(app.code(0)).expect(400);
        try (var later = clock.ahead(LATER)) {
            var next = app.code(clock.instant(), 0);
            var answers = Together.times(4, number -> login(next).status());
            assertThat(answers).containsExactlyInAnyOrder(200, 400, 400, 400);
        }
    }

    @Test
    void nobodyLearnsWhetherThereIsASecondStepWithoutThePassword() {
        turnOn();
        var refused = api.send(
                HttpMethod.POST, "/api/auth/login/", null, Map.of("username", name, "password", "wrong", "totp", "1"));
        refused.expect(401);
    }

    @Test
    void eachRecoveryCodeDoesInsteadOnce() {
        var codes = confirm(app(begin())).toList();
        login(codes.get(3)).expect(200);
        login(codes.get(3)).expect(400);
        login(codes.get(4).replace("-", "").toLowerCase(Locale.ROOT)).expect(200);
        assertThat(standing().path("recovery_codes_left").asInt()).isEqualTo(8);
    }

    @Test
    void guessesAtCodesAreCountedAsGuessesAtPasswords() {
        var app = turnOn();
        for (int attempt = 0; attempt < SignInThrottle.MOST_ATTEMPTS; attempt++) {
            // What has not yet a code in it is no guess, and makes up for none.
            login(null).expect(400);
            login("00000x").expect(400);
        }
        login(app.code(1)).expect(429);
        try (var later = clock.ahead(SignInThrottle.WINDOW.plusSeconds(1))) {
            login(app.code(clock.instant(), 0)).expect(200);
        }
    }

    @Test
    void noRightPasswordMakesUpForGuessesAtCodes() {
        var app = turnOn();
        guessToDisable(SignInThrottle.MOST_ATTEMPTS - 1);
        admin.post("/me/totp/begin/", Map.of("password", PASSWORD)).expect(400);
        var fresh = PASSWORD + " staple";
        admin.post("/me/password/", Map.of("current_password", PASSWORD, "new_password", fresh))
                .expect(200);

        disable(fresh, "000000x").expect(400);
        disable(fresh, app.code(1)).expect(429);
        try (var later = clock.ahead(SignInThrottle.WINDOW.plusSeconds(1))) {
            disable(fresh, app.code(clock.instant(), 0)).expect(200);
        }
    }

    @Test
    void whereThereIsNoPasswordNothingMakesUpForGuessesAtCodes() {
        admin = person(api.telegram(Api.telegramLogin(UUID.randomUUID().getMostSignificantBits() >>> 17))
                .expect(200));
        var app = turnOn();
        guessToDisable(SignInThrottle.MOST_ATTEMPTS - 1);
        admin.post("/me/totp/begin/").expect(400);

        disable("none", "000000x").expect(400);
        disable("none", app.code(1)).expect(429);
    }

    @Test
    void whoTurnsItOffShowsBothSteps() {
        var app = turnOn();
        admin.post("/me/totp/begin/", Map.of("password", PASSWORD)).expect(400);
        assertThat(disable("wrong", app.code(1)).expect(400).propertyNames()).containsExactly("password");
        assertThat(disable(PASSWORD, "000000x").expect(400).propertyNames()).containsExactly("code");
        disable(PASSWORD, app.code(1)).expect(200);

        login(null).expect(200);
        assertThat(disable(PASSWORD, app.code(1)).expect(400).has("detail")).isTrue();
        assertThat(audited()).containsExactly("totp.enabled", "totp.disabled");
    }

    @Test
    void aLoginByTelegramTakesTheSecondStepAndIsNotUsedUpByBeingAskedForIt() {
        var id = UUID.randomUUID().getMostSignificantBits() >>> 17;
        var someone = person(api.telegram(Api.telegramLogin(id)).expect(200));
        var app = app(someone.post("/me/totp/begin/").expect(200));
        someone.post("/me/totp/confirm/", Map.of("code", app.code(0))).expect(200);

        var login = new HashMap<String, Object>(Api.telegramLogin(id, "Anna"));
        assertThat(api.telegram(login).expect(400).propertyNames()).containsExactly("totp");
        try (var later = clock.ahead(LATER)) {
            login.put("totp", "000000x");
            assertThat(api.telegram(login).expect(400).propertyNames()).containsExactly("totp");
            login.put("totp", app.code(clock.instant(), 0));
            api.telegram(login).expect(200);
        }
        try (var later = clock.ahead(LATER.multipliedBy(2))) {
            login.put("totp", app.code(clock.instant(), 0));
            assertThat(api.telegram(login).expect(400).has("non_field_errors")).isTrue();
        }
    }

    @Test
    void anOperatorTakesItAway() {
        turnOn();
        Await.done(removal.reset(name));

        login(null).expect(200);
        assertThat(audited()).containsExactly("totp.enabled", "totp.reset");
    }

    @Test
    void nothingOfItCanBeReadInTheDatabase() {
        var proposal = begin();
        var codes = confirm(app(proposal)).toList();
        var row = Await.value(database.sql("SELECT totp::text FROM totp WHERE account_id = :id")
                .bind("id", admin.id())
                .mapValue(String.class)
                .one());

        assertThat(row).doesNotContain(proposal.path("secret").asString()).doesNotContain(codes);
    }

    private Authenticator turnOn() {
        var app = app(begin());
        confirm(app);
        return app;
    }

    private JsonNode begin() {
        return admin.post("/me/totp/begin/", Map.of("password", PASSWORD)).expect(200);
    }

    private Stream<String> confirm(Authenticator app) {
        return admin.post("/me/totp/confirm/", Map.of("code", app.code(0)))
                .expect(200)
                .path("recovery_codes")
                .valueStream()
                .map(JsonNode::asString);
    }

    private Answer disable(String password, String code) {
        return admin.post("/me/totp/disable/", Map.of("password", password, "code", code));
    }

    private void guessToDisable(int times) {
        for (int attempt = 0; attempt < times; attempt++) {
            disable(PASSWORD, "000000x").expect(400);
        }
    }

    private JsonNode standing() {
        return admin.get("/me/totp/").expect(200);
    }

    private List<String> audited() {
        return Await.all(database.sql(
                        "SELECT action FROM audit_entry WHERE action LIKE 'totp.%' AND entity_id = :id ORDER BY id")
                .bind("id", String.valueOf(admin.id()))
                .mapValue(String.class)
                .all());
    }

    private Answer login(@Nullable String code) {
        var body = new HashMap<String, Object>(Map.of("username", name, "password", PASSWORD));
        if (code != null) {
            body.put("totp", code);
        }
        return api.send(HttpMethod.POST, "/api/auth/login/", null, body);
    }

    private static Authenticator app(JsonNode proposal) {
        return new Authenticator(proposal.path("secret").asString());
    }

    private Person person(JsonNode signedIn) {
        return new Person(
                api,
                signedIn.at("/user/id").asLong(),
                signedIn.at("/user/username").asString(),
                signedIn.path("access").asString());
    }
}
