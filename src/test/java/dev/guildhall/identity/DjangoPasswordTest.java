package dev.guildhall.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The hashes were made by hashlib.pbkdf2_hmac, as Django does. */
class DjangoPasswordTest {

    @Test
    void knowsThePasswordsOfTheOriginal() {
        assertThat(DjangoPassword.matches(
                        "contract-admin-pass",
                        "pbkdf2_sha256$1000$Jz1Yw0mQf8rT2vXc$1WH04n0xVNKsQWDw7KpChbUYHGOKYMVFjS6SYdwiEd4="))
                .isTrue();
        assertThat(DjangoPassword.matches(
                        " пароль 🔑 ", "pbkdf2_sha256$600$seasalt$93d8NRO1E/RbJIfhluVQQoADIM8We3MKxpoWuDlxYdI="))
                .isTrue();
    }

    @Test
    void knowsWrongOnes() {
        assertThat(DjangoPassword.matches(
                        "contract-admin-pas",
                        "pbkdf2_sha256$1000$Jz1Yw0mQf8rT2vXc$1WH04n0xVNKsQWDw7KpChbUYHGOKYMVFjS6SYdwiEd4="))
                .isFalse();
        assertThat(DjangoPassword.matches(
                        "пароль 🔑", "pbkdf2_sha256$600$seasalt$93d8NRO1E/RbJIfhluVQQoADIM8We3MKxpoWuDlxYdI="))
                .isFalse();
    }

    @Test
    void neverMatchesWhatItCannotRead() {
        for (var stored :
                new String[] {"", "!unusable", "pbkdf2_sha256$x$salt$aGFzaA==", "pbkdf2_sha1$1$salt$aGFzaA=="}) {
            assertThat(DjangoPassword.matches("", stored)).isFalse();
            assertThat(DjangoPassword.matches("password", stored)).isFalse();
        }
    }
}
