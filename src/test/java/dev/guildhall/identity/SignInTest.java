package dev.guildhall.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.Api.Answer;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.TestClock;
import dev.guildhall.testing.Together;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@GuildhallTest
class SignInTest {

    /** Made by hashlib.pbkdf2_hmac, as Django does. */
    private static final String DJANGO_HASH =
            "pbkdf2_sha256$1000$Jz1Yw0mQf8rT2vXc$5krIrOgEkqDVbsBqrmqKn6zf7XxG7lBdBMZjFRfzGMc=";

    private static final String PASSWORD = "password of old";

    @Autowired
    Api api;

    @Autowired
    AccountService accounts;

    @Autowired
    DatabaseClient database;

    @Autowired
    TestClock clock;

    @Autowired
    WebTestClient web;

    /** The first-run set-up is only open as long as there is no admin. */
    @BeforeEach
    void setUp() {
        api.admin();
    }

    @Test
    void admitsByPassword() {
        var admin = newAdmin("correct horse");
        var answer = login(admin, "correct horse");
        assertThat(answer.expect(200).at("/user/username").asString()).isEqualTo(admin);
        assertThat(answer.body().at("/user/client_stats").isNull()).isTrue();
        assertThat(answer.headers().getFirst(HttpHeaders.SET_COOKIE))
                .containsIgnoringCase("; HttpOnly")
                .contains("; SameSite=Lax", "; Path=/", "; Max-Age=2592000");
    }

    @Test
    void refusesWrongPasswordsAndUnknownNamesAlike() {
        var wrong = login(newAdmin("correct horse"), "correct horse ");
        var unknown = login("nobody-" + UUID.randomUUID(), "correct horse");
        assertThat(wrong.expect(401)).isEqualTo(unknown.expect(401));
        assertThat(wrong.headers().get(HttpHeaders.SET_COOKIE)).isNull();
    }

    @Test
    void understandsPasswordsOfTheOriginalAndReplacesTheirHashes() {
        var username = "old-" + UUID.randomUUID();
        insertAccount(username, DJANGO_HASH);
        login(username, "wrong").expect(401);
        assertThat(hash(username)).isEqualTo(DJANGO_HASH);
        login(username, PASSWORD).expect(200);
        assertThat(hash(username)).startsWith("{argon2}");
        login(username, PASSWORD).expect(200);
        login(username, "wrong").expect(401);
    }

    @Test
    void admitsByOneTelegramLoginOnlyOnce() {
        var login = Api.telegramLogin(System.nanoTime());
        api.telegram(login).expect(200);
        // A browser may send the same request twice.
        api.telegram(login).expect(200);

        try (var later = clock.ahead(Duration.ofMinutes(1))) {
            assertThat(api.telegram(login).expect(400).has("non_field_errors")).isTrue();
        }
    }

    @Test
    void holdsUpWhoeverGuessesAtOneNameForAWhile() {
        var admin = newAdmin("correct horse");
        for (int attempt = 0; attempt < SignInThrottle.MOST_ATTEMPTS; attempt++) {
            login(admin, "wrong").expect(401);
        }
        var refused = login(admin, "correct horse");
        assertThat(refused.expect(429).has("detail")).isTrue();
        assertThat(retryAfter(refused)).isBetween(240, 300);
        login(newAdmin("correct horse"), "correct horse").expect(200);
        try (var later = clock.ahead(SignInThrottle.WINDOW.plusSeconds(1))) {
            login(admin, "correct horse").expect(200);
            login(admin, "wrong").expect(401);
        }
    }

    /** The tests come from this machine, which counts as a proxy. */
    @Test
    void behindAProxyOnlyTheOneIsHeldUpWhoGuesses() {
        var admin = newAdmin("correct horse");
        for (int attempt = 0; attempt < SignInThrottle.MOST_ATTEMPTS; attempt++) {
            // What stands left of the proxy's own words is anybody's claim.
            assertThat(loginFrom("198.51.100." + attempt + ", 203.0.113.1", admin, "wrong"))
                    .isEqualTo(401);
        }
        assertThat(loginFrom("203.0.113.1", admin, "correct horse")).isEqualTo(429);
        assertThat(loginFrom("203.0.113.2", admin, "correct horse")).isEqualTo(200);
    }

    @Test
    void nobodySignsInByPasswordWhoHasNone() {
        var someone = api.client();
        for (var password : new String[] {" ", "nobody's password", "{argon2}"}) {
            login(someone.username(), password).expect(401);
        }
    }

    @Test
    void aBannedClientIsRefusedEitherWayUntilTheBanIsLifted() {
        var username = "client-" + UUID.randomUUID();
        insertAccount(username, DJANGO_HASH);
        var login = Api.telegramLogin(newTelegramId());
        var id = api.telegram(login).expect(200).at("/user/id").asLong();
        database.sql("UPDATE account SET password_hash = :hash, username = :username || '-2' WHERE id = :id")
                .bind("hash", DJANGO_HASH)
                .bind("username", username)
                .bind("id", id)
                .then()
                .block();

        api.admin()
                .post("/admin/users/" + id + "/ban/", Map.of("reason", "spam"))
                .expect(200);
        api.telegram(login).expect(403);
        login(username + "-2", PASSWORD).expect(403);
        login(username + "-2", "wrong").expect(401);

        api.admin().post("/admin/users/" + id + "/unban/").expect(200);
        api.telegram(login).expect(200);
        login(username + "-2", PASSWORD).expect(200);
    }

    @Test
    void theFirstSignInOfSomebodyRacedMakesOnePerson() {
        for (int round = 0; round < 5; round++) {
            var login = Api.telegramLogin(newTelegramId());
            var people = Together.times(
                    8, tab -> api.telegram(login).expect(200).at("/user/id").asLong());
            assertThat(people).hasSize(8).containsOnly(people.get(0));
        }
    }

    @Test
    void aNewcomerWhoseNameIsTakenGetsTheNextOne() {
        var id = newTelegramId();
        insertAccount("tg_" + id, "");
        insertAccount("tg_" + id + "_2", "");
        var user = api.telegram(Api.telegramLogin(id)).expect(200).path("user");
        assertThat(user.path("username").asString()).isEqualTo("tg_" + id + "_3");
        assertThat(user.at("/client_stats/level").asString()).isEqualTo("newbie");
        assertThat(api.telegram(Api.telegramLogin(id)).expect(200).at("/user/id"))
                .isEqualTo(user.path("id"));
    }

    @Test
    void aRightSignatureIsNotEnoughForOddFields() {
        var login = Api.telegramLogin(newTelegramId());
        for (var odd : Map.<String, Object>of(
                        "id",
                        "99999999999999999999",
                        "first_name",
                        "",
                        "auth_date",
                        "yesterday",
                        "photo_url",
                        "no link")
                .entrySet()) {
            var bent = new HashMap<String, Object>(login);
            bent.put(odd.getKey(), odd.getValue());
            assertThat(api.telegram(bent).expect(400).has(odd.getKey())).isTrue();
        }
        assertThat(api.telegram(Map.of()).expect(400).propertyNames())
                .containsExactlyInAnyOrder("id", "first_name", "auth_date", "hash");
    }

    private static int retryAfter(Answer refused) {
        return Integer.parseInt(Objects.requireNonNull(refused.headers().getFirst(HttpHeaders.RETRY_AFTER)));
    }

    private Answer login(String username, String password) {
        return api.send(HttpMethod.POST, "/api/auth/login/", null, Map.of("username", username, "password", password));
    }

    private int loginFrom(String forwardedFor, String username, String password) {
        return web.post()
                .uri("/api/v1/auth/login/")
                .header("X-Forwarded-For", forwardedFor)
                .bodyValue(Map.of("username", username, "password", password))
                .exchange()
                .expectBody()
                .returnResult()
                .getStatus()
                .value();
    }

    private String newAdmin(String password) {
        var username = "admin-" + UUID.randomUUID();
        accounts.createAdmin(new NewAdmin(username, password, "", "")).block();
        return username;
    }

    private void insertAccount(String username, String hash) {
        database.sql("INSERT INTO account (username, password_hash, role) VALUES (:username, :hash, 'client')")
                .bind("username", username)
                .bind("hash", hash)
                .then()
                .block();
    }

    private String hash(String username) {
        var hash = database.sql("SELECT password_hash FROM account WHERE username = :username")
                .bind("username", username)
                .mapValue(String.class)
                .one();
        return Objects.requireNonNull(hash.block());
    }

    private static long newTelegramId() {
        return UUID.randomUUID().getMostSignificantBits() >>> 17;
    }
}
