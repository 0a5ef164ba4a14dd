package dev.guildhall.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class PasswordsTest {

    private static final Passwords PASSWORDS = new Passwords();

    @AfterAll
    static void stop() {
        PASSWORDS.destroy();
    }

    @Test
    void knowsItsOwnHashes() {
        StepVerifier.create(PASSWORDS
                        .hash(" pass word ")
                        .doOnNext(hash -> assertThat(hash).startsWith("{argon2}$argon2id$"))
                        .flatMap(hash -> PASSWORDS.matches(" pass word ", hash)))
                .expectNext(true)
                .verifyComplete();
    }

    @Test
    void saltsEveryHash() {
        StepVerifier.create(PASSWORDS.hash("same").zipWith(PASSWORDS.hash("same"), String::equals))
                .expectNext(false)
                .verifyComplete();
    }

    @Test
    void neverMatchesWhereThereIsNoPassword() {
        StepVerifier.create(PASSWORDS.matches("nobody's password", ""))
                .expectNext(false)
                .verifyComplete();
        StepVerifier.create(PASSWORDS.matches("x", "nonsense"))
                .expectNext(false)
                .verifyComplete();
    }

    @Test
    void wantsHashesOfTheOriginalReplaced() {
        assertThat(PASSWORDS.isOutdated("pbkdf2_sha256$870000$salt$aGFzaA==")).isTrue();
        assertThat(PASSWORDS.isOutdated("{argon2}$argon2id$v=19$m=4096,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaA"))
                .isTrue();
        StepVerifier.create(PASSWORDS.hash("new").map(PASSWORDS::isOutdated))
                .expectNext(false)
                .verifyComplete();
    }

    @Test
    void neverWorksOnTheThreadThatAsks() {
        var thread = PASSWORDS
                .hash("password")
                .map(hash -> Thread.currentThread().getName())
                .subscribeOn(Schedulers.parallel());
        StepVerifier.create(thread)
                .assertNext(name -> assertThat(name).startsWith("passwords"))
                .verifyComplete();
    }
}
