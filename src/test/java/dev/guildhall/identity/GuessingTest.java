package dev.guildhall.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhall.database.Transactions;
import dev.guildhall.identity.SignInThrottle.Attempt;
import dev.guildhall.shared.TooManyRequests;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.Api.Answer;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.TestClock;
import dev.guildhall.testing.Together;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Whoever guesses at a password is slowed down, and cannot keep its owner out. */
@GuildhallTest
class GuessingTest {

    private static final String PASSWORD = "correct horse battery";
    private static final String HOME = "203.0.113.20";
    private static final String ABROAD = "203.0.113.99";

    @Autowired
    private Api api;

    @Autowired
    private AccountService accounts;

    @Autowired
    private SignInThrottle throttle;

    @Autowired
    private Transactions transactions;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private TestClock clock;

    private String name;

    @BeforeEach
    void somebodyHasAPassword() {
        api.admin();
        name = "admin-" + UUID.randomUUID();
        Await.value(accounts.createAdmin(new NewAdmin(name, PASSWORD, "", "")));
    }

    @Test
    void guessesFromAllOverTheWorldAreSlowedDownWhereTheOwnerHasNeverBeen() {
        guessFromEverywhere(name);

        login(ABROAD, "").expect(429);
        try (var later = clock.ahead(SignInThrottle.PAUSE_ANYWHERE.plusSeconds(1))) {
            login(ABROAD, "").expect(200);
            guess(name, "198.51.100.201");
            assertRefused(name, "198.51.100.202");
        }
    }

    @Test
    void whatIsRefusedDuringAnAttackDoesNotCountAtItsPlace() {
        guessFromEverywhere(name);
        IntStream.range(0, SignInThrottle.MOST_ATTEMPTS + 5).forEach(number -> assertRefused(name, ABROAD));

        try (var later = clock.ahead(SignInThrottle.PAUSE_ANYWHERE.plusSeconds(1))) {
            guess(name, ABROAD);
        }
    }

    @Test
    void theOwnerComesInFromWhereTheyHaveBeen() {
        login(HOME, "").expect(200);
        guessFromEverywhere(name);

        login(HOME, "").expect(200);
        login(ABROAD, "").expect(429);
    }

    @Test
    void theOwnerComesInWithABrowserTheyHaveUsed() {
        var browser = cookie(login(HOME, ""));
        guessFromEverywhere(name);

        login(ABROAD, browser.replaceFirst("known_device=.", "known_device=")).expect(429);
        login(ABROAD, browser).expect(200);
    }

    @Test
    void aBrowserOfSomebodyElseIsNotKnown() {
        var other = "admin-" + UUID.randomUUID();
        Await.value(accounts.createAdmin(new NewAdmin(other, PASSWORD, "", "")));
        var browser = cookie(login(other, HOME, ""));
        guessFromEverywhere(name);

        login(ABROAD, browser).expect(429);
    }

    @Test
    void guessesAtHomeDoNotHoldUpABrowserThatIsKnown() {
        var browser = cookie(login(HOME, ""));
        IntStream.range(0, SignInThrottle.MOST_ATTEMPTS).forEach(number -> guess(name, HOME));

        login(HOME, "").expect(429);
        login(HOME, browser).expect(200);
    }

    @Test
    void aNameNobodyHasIsTreatedAlike() {
        var nobody = "nobody-" + UUID.randomUUID();
        guessFromEverywhere(nobody);
        guessFromEverywhere(name);

        var refused = login(nobody, ABROAD, "");
        assertThat(refused.expect(429)).isEqualTo(login(ABROAD, "").expect(429));
    }

    @Test
    void whoGoesOnGuessingWaitsTwiceAsLongEachTime() {
        IntStream.range(0, SignInThrottle.MOST_ATTEMPTS).forEach(number -> guess(name, HOME));
        var waited = Duration.ZERO;
        for (var minutes : new int[] {5, 10, 20, 40, 60, 60}) {
            assertThat(pause(name, HOME, waited)).isBetween(minutes * 60 - 59, minutes * 60);
            waited = waited.plusMinutes(minutes);
            try (var later = clock.ahead(waited)) {
                guess(name, HOME);
            }
        }
    }

    @Test
    void ofManyWhoGuessAtOnceNoMoreAreListenedTo() {
        var listened = Together.times(40, number -> {
            try {
                guess(name, HOME);
                return true;
            } catch (TooManyRequests refused) {
                return false;
            }
        });

        assertThat(listened.stream().filter(heard -> heard)).hasSize(SignInThrottle.MOST_ATTEMPTS);
    }

    @Test
    void signingInOftenIsNotGuessing() {
        for (int number = 0; number < SignInThrottle.MOST_FROM_ANYWHERE + 1; number++) {
            var counted = Await.value(throttle.count(Attempt.ofSignIn(name, "198.51.100." + number, null)));
            Await.done(throttle.forgive(counted));
        }
        guess(name, ABROAD);
    }

    /** Whatever else is done meanwhile: as long as they wait for the place they hold nothing another one could wait for. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void thePlaceIsLockedFirst(boolean isForgiven) {
        var counted = Await.value(throttle.count(Attempt.ofSignIn(name, ABROAD, null)));
        Await.done(transactions
                .run(lock(counted.place(), "").flatMap(holder -> {
                    var ended = Together.meanwhile(() -> {
                        Await.done(isForgiven ? throttle.forgive(counted) : throttle.takeBack(counted));
                        return true;
                    });
                    return waitsFor(holder)
                            .then(lock(Objects.requireNonNull(counted.anywhere()), "NOWAIT"))
                            .thenReturn(ended);
                }))
                .flatMap(Mono::fromFuture));
    }

    /** Locks a row, and says by which connection. */
    private Mono<Integer> lock(byte[] key, String how) {
        return database.sql("SELECT pg_backend_pid() FROM sign_in_pause WHERE key = :key FOR UPDATE " + how)
                .bind("key", key)
                .mapValue(Integer.class)
                .one();
    }

    private Mono<Boolean> waitsFor(int holder) {
        return database.sql("SELECT EXISTS (SELECT FROM pg_locks l WHERE :holder = ANY (pg_blocking_pids(l.pid)))")
                .bind("holder", holder)
                .mapValue(Boolean.class)
                .one()
                .filter(waits -> waits)
                .repeatWhenEmpty(Integer.MAX_VALUE, again -> again.delayElements(Duration.ofMillis(10)))
                .timeout(Duration.ofSeconds(30));
    }

    private int pause(String username, String address, Duration ahead) {
        try (var later = clock.ahead(ahead)) {
            guess(username, address);
            throw new AssertionError("There is no pause");
        } catch (TooManyRequests refused) {
            return (int) refused.retryAfter().toSeconds();
        }
    }

    private void assertRefused(String username, String address) {
        assertThatThrownBy(() -> guess(username, address)).isInstanceOf(TooManyRequests.class);
    }

    private void guessFromEverywhere(String username) {
        IntStream.range(0, SignInThrottle.MOST_FROM_ANYWHERE)
                .forEach(number -> guess(username, "198.51.100." + number));
    }

    /** An attempt without the hash that goes with it, which takes its time. */
    private void guess(String username, String address) {
        Await.value(throttle.count(Attempt.ofSignIn(username, address, null)));
    }

    private Answer login(String address, String cookie) {
        return login(name, address, cookie);
    }

    private Answer login(String username, String address, String cookie) {
        return api.send(
                HttpMethod.POST,
                "/api/auth/login/",
                null,
                Map.of("username", username, "password", PASSWORD),
                Map.of("X-Forwarded-For", address, HttpHeaders.COOKIE, cookie));
    }

    private static String cookie(Answer signedIn) {
        signedIn.expect(200);
        return Objects.requireNonNull(signedIn.headers().get(HttpHeaders.SET_COOKIE)).stream()
                .filter(cookie -> cookie.startsWith("known_device="))
                .map(cookie -> cookie.replaceFirst(";.*", ""))
                .findFirst()
                .orElseThrow();
    }
}
