package dev.guildhall.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhall.shared.Home;
import dev.guildhall.shared.InvalidSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretKeySourceTest {

    private static final String GOOD = "x".repeat(32);

    @TempDir
    Path folder;

    @Test
    void makesASecretOnceAndKeepsItForItsOwnerOnly() throws IOException {
        var home = new Home(folder.resolve("new"));
        var first = new SecretKeySource("", true, home).secret();
        var file = home.path().resolve("secret-key");
        assertThat(first).hasSizeGreaterThanOrEqualTo(64);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(new SecretKeySource("", true, home).secret()).isEqualTo(first);
    }

    @Test
    void prefersTheSecretItIsGiven() {
        assertThat(new SecretKeySource(GOOD, true, new Home(folder)).secret()).isEqualTo(GOOD);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void needsALongEnoughSecretForADatabaseOfItsOwn() {
        for (var bad : new String[] {"", " ", "x".repeat(31)}) {
            assertThatThrownBy(() -> new SecretKeySource(bad, false, new Home(folder)))
                    .isInstanceOf(InvalidSetting.class)
                    .hasMessageStartingWith("SECRET_KEY ");
        }
        assertThat(new SecretKeySource(GOOD, false, new Home(folder)).secret()).isEqualTo(GOOD);
    }

    @Test
    void countsBytesAndNotCharacters() {
        assertThat(new SecretKeySource("ы".repeat(16), false, new Home(folder)).secret())
                .hasSize(16);
    }

    @Test
    void derivesADifferentKeyForEveryPurpose() {
        var keys = new SigningKeys(new SecretKeySource(GOOD, false, new Home(folder)));
        assertThat(keys.derive("files"))
                .hasSize(32)
                .isEqualTo(keys.derive("files"))
                .isNotEqualTo(keys.derive("other"));
    }
}
