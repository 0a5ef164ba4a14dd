package dev.guildhall.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.Api.Answer;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Node;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.TestClock;
import dev.guildhall.testing.TestDatabase;
import dev.guildhall.testing.TestEnvironment;
import dev.guildhall.testing.Together;
import dev.guildhall.upkeep.Purge;
import java.text.ParseException;
import java.time.Duration;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@GuildhallTest
class SessionTest {

    private static final Duration WITHIN_GRACE = Duration.ofSeconds(28);
    private static final Duration AFTER_GRACE = Duration.ofSeconds(31);

    @Autowired
    Api api;

    @Autowired
    WebTestClient web;

    @Autowired
    TestClock clock;

    @Autowired
    Purge purge;

    @Autowired
    DatabaseClient database;

    @Test
    void everyRefreshReplacesTheToken() {
        var first = signIn();
        var second = refresh(first).expect(200).path("refresh").asString();
        var third = refresh(second).expect(200).path("refresh").asString();
        assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
    }

    @Test
    void theCookieIsRenewedInPlaceOfAnAnswerInTheBody() {
        var first = signIn();
        var answer = web.post()
                .uri("/api/auth/refresh/")
                .cookie("refresh_token", first)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.access")
                .isNotEmpty()
                .jsonPath("$.refresh")
                .doesNotExist()
                .returnResult();
        var cookie = Objects.requireNonNull(answer.getResponseCookies().getFirst("refresh_token"));
        assertThat(cookie.getValue()).isNotEqualTo(first);
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Lax");
        assertThat(cookie.getPath()).isEqualTo("/");
        assertThat(cookie.getMaxAge()).isEqualTo(Duration.ofDays(30));
    }

    @Test
    void tabsThatRefreshAtOnceGetTheSameSuccessor() {
        for (int round = 0; round < 10; round++) {
            var token = signIn();
            var successors = Together.times(
                    6, tab -> refresh(token).expect(200).path("refresh").asString());
            assertThat(successors).hasSize(6).containsOnly(successors.get(0));
        }
    }

    @Test
    void aTabThatComesLateGetsTheNewestToken() {
        var first = signIn();
        var second = refresh(first).expect(200).path("refresh").asString();
        var third = refresh(second).expect(200).path("refresh").asString();
        assertThat(refresh(first).expect(200).path("refresh").asString()).isEqualTo(third);
    }

    @Test
    void aTabMayComeLateByHalfAMinute() {
        var first = signIn();
        var second = refresh(first).expect(200).path("refresh").asString();
        try (var later = clock.ahead(WITHIN_GRACE)) {
            assertThat(refresh(first).expect(200).path("refresh").asString()).isEqualTo(second);
        }
    }

    @Test
    void anExpiredTokenIsRefused() {
        var token = signIn();
        try (var later = clock.ahead(Duration.ofDays(30).plusSeconds(1))) {
            refresh(token).expect(401);
        }
    }

    /** Whoever reads the database cannot refresh with what they find. */
    @Test
    void tokensAreKeptAsHashesOnly() throws ParseException {
        var token = signIn();
        var id = SignedJWT.parse(token).getJWTClaimsSet().getJWTID();
        var kept = Await.value(
                database.sql("""
                        SELECT string_agg(t::text, ' ') || string_agg(s::text, ' ')
                        FROM refresh_token t JOIN login_session s ON s.id = t.session_id
                        WHERE t.jti_hash = sha256(:id::bytea)""").bind("id", id).mapValue(String.class).one());
        assertThat(kept)
                .isNotEmpty()
                .doesNotContain(id)
                .doesNotContain(HexFormat.of().formatHex(id.getBytes(UTF_8)))
                .doesNotContain(token.substring(token.lastIndexOf('.') + 1));
    }

    @Test
    void anOldTokenUsedAgainEndsTheSession() {
        var first = signIn();
        var renewed = refresh(first).expect(200);
        try (var later = clock.ahead(AFTER_GRACE)) {
            refresh(first).expect(401);
            refresh(renewed.path("refresh").asString()).expect(401);
            getMe(renewed.path("access").asString()).expect(401);
        }
    }

    @Test
    void otherSessionsOfTheSamePersonGoOn() {
        var login = Api.telegramLogin(newTelegramId());
        var phone = refreshCookie(api.telegram(login));
        var laptop = refreshCookie(api.telegram(login));
        logout(phone);
        refresh(phone).expect(401);
        refresh(laptop).expect(200);
    }

    @Test
    void logoutEndsTheSessionAtOnce() {
        var signedIn = api.telegram(Api.telegramLogin(newTelegramId()));
        var access = signedIn.expect(200).path("access").asString();
        getMe(access).expect(200);
        logout(refreshCookie(signedIn));
        getMe(access).expect(401);
    }

    @Test
    void logoutTakesTheTokenFromTheBodyToo() {
        var token = signIn();
        api.send(HttpMethod.POST, "/api/auth/logout/", null, Map.of("refresh", token))
                .expect(200);
        refresh(token).expect(401);
    }

    @Test
    void logoutWorksWhateverIsSent() {
        for (var body : new String[] {"", "[]", "null", "{", "{\"refresh\": 5}", "{\"refresh\": \"garbage\"}"}) {
            var answer = api.send(HttpMethod.POST, "/api/auth/logout/", "stale", body);
            assertThat(answer.expect(200).path("success").asBoolean()).isTrue();
            assertThat(answer.headers().getFirst(HttpHeaders.SET_COOKIE))
                    .startsWith("refresh_token=; Max-Age=0;")
                    .contains("; Path=/");
        }
    }

    @Test
    void tokensOfTheOriginalAreTakenOver() {
        var someone = api.client();
        getMe(original("access", someone.id())).expect(200);
        getMe(original("access", String.valueOf(someone.id()))).expect(200);
        var token = original("refresh", someone.id());
        var successors = Together.times(
                6, tab -> refresh(token).expect(200).path("refresh").asString());
        assertThat(successors).containsOnly(successors.get(0));
        refresh(successors.get(0)).expect(200);
        try (var later = clock.ahead(AFTER_GRACE)) {
            refresh(token).expect(401);
        }
    }

    @Test
    void aTokenOfTheOriginalIsNotTakenOverOnceAllOtherSessionsHaveEnded() {
        var someone = api.client();
        var kept = original("refresh", someone.id());
        refresh(kept).expect(200);
        var before = original("refresh", someone.id());

        someone.post("/me/sessions/revoke-others/").expect(200);

        refresh(before).expect(401);
        refresh(kept).expect(401);
        try (var later = clock.ahead(Duration.ofSeconds(2))) {
            refresh(original("refresh", someone.id())).expect(200);
        }
    }

    @Test
    void accessByTokensOfTheOriginalEndsWithAllOtherSessionsOnEveryNode() {
        try (var other = Node.start(TestDatabase.url(), Map.of(), clock)) {
            var someone = api.client();
            var before = new Person(other.api(), someone.id(), someone.username(), original("access", someone.id()));
            var ticket = before.post("/stream/tickets/").expect(201).path("ticket");
            try (var stream = other.api().watch(before, "/stream/?topics=user", null);
                    var own = api.watch(someone, "/stream/?topics=user", null)) {
                someone.post("/me/sessions/revoke-others/").expect(200);

                stream.awaitEnd();
                assertThat(own.frames()).noneMatch(frame -> frame.event().equals("bye"));
            }
            before.get("/me/").expect(401);
            getMe(before.token()).expect(401);
            api.send(HttpMethod.GET, "/api/v1/stream/?ticket=" + ticket.asString(), null, null)
                    .expect(401);
            someone.get("/me/").expect(200);
            try (var later = clock.ahead(Duration.ofSeconds(2))) {
                getMe(original("access", someone.id())).expect(200);
            }
        }
    }

    /** They cannot be told apart from those that were stolen. */
    @Test
    void whoeverEndsAllOtherSessionsWithATokenOfTheOriginalEndsThatToo() {
        var someone = api.client();
        var token = original("access", someone.id());

        api.send(HttpMethod.POST, "/api/v1/me/sessions/revoke-others/", token, null)
                .expect(200);

        getMe(token).expect(401);
        someone.get("/me/").expect(401);
    }

    @Test
    void aTokenOfTheOriginalIsEndedByLogoutAsWell() {
        var token = original("refresh", api.client().id());
        logout(token);
        refresh(token).expect(401);
    }

    @Test
    void tokensOfNobodyAreRefused() {
        getMe(original("access", 999_999_999L)).expect(401);
        refresh(original("refresh", 999_999_999L)).expect(401);
    }

    @Test
    void aBannedClientCannotRefreshUntilTheBanIsLifted() {
        var login = Api.telegramLogin(newTelegramId());
        var signedIn = api.telegram(login);
        var id = signedIn.expect(200).at("/user/id").asLong();
        var token = refreshCookie(signedIn);
        api.admin().post("/admin/users/" + id + "/ban/").expect(200);
        refresh(token).expect(401);
        getMe(signedIn.body().path("access").asString()).expect(200);
        api.admin().post("/admin/users/" + id + "/unban/").expect(200);
        refresh(token).expect(200);
    }

    @Test
    void badTokensAndBodiesAreRefused() {
        for (var bad : new String[] {
            "\"garbage\"", "\"a.b.c\"", "5", "\"" + api.client().token() + "\""
        }) {
            api.send(HttpMethod.POST, "/api/auth/refresh/", null, "{\"refresh\": " + bad + "}")
                    .expect(401);
        }
        for (var body : new String[] {"[]", "null", "\"x\"", "5", "{"}) {
            api.send(HttpMethod.POST, "/api/auth/refresh/", null, body).expect(400);
        }
        for (var body : new String[] {"{}", "{\"refresh\": \"\"}", "{\"refresh\": null}", "{\"refresh\": []}"}) {
            var answer = api.send(HttpMethod.POST, "/api/auth/refresh/", null, body);
            assertThat(answer.expect(400).path("refresh").isArray()).isTrue();
        }
    }

    @Test
    void expiredSessionsAreForgotten() {
        signIn();
        try (var later = clock.ahead(Duration.ofDays(31))) {
            assertThat(purge.deleteSignIns().block()).isPositive();
            assertThat(purge.deleteSignIns().block()).isZero();
        }
    }

    private String signIn() {
        return refreshCookie(api.telegram(Api.telegramLogin(newTelegramId())));
    }

    private Answer refresh(String token) {
        return api.send(HttpMethod.POST, "/api/auth/refresh/", null, Map.of("refresh", token));
    }

    private void logout(String token) {
        web.post()
                .uri("/api/auth/logout/")
                .cookie("refresh_token", token)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
    }

    private Answer getMe(String access) {
        return api.send(HttpMethod.GET, "/api/me/", access, null);
    }

    private static long newTelegramId() {
        return UUID.randomUUID().getMostSignificantBits() >>> 17;
    }

    private static String refreshCookie(Answer signedIn) {
        signedIn.expect(200);
        var cookie = Objects.requireNonNull(signedIn.headers().getFirst(HttpHeaders.SET_COOKIE));
        return cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
    }

    /** As simplejwt writes them. */
    private String original(String type, Object userId) {
        var jwt = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .claim("token_type", type)
                        .expirationTime(Date.from(clock.instant().plusSeconds(600)))
                        .issueTime(Date.from(clock.instant()))
                        .jwtID(UUID.randomUUID().toString().replace("-", ""))
                        .claim("user_id", userId)
                        .build());
        try {
            jwt.sign(new MACSigner(TestEnvironment.SECRET_KEY));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
