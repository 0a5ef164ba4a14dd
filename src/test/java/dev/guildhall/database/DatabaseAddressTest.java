package dev.guildhall.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.guildhall.shared.InvalidSetting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {

    @Test
    void readsEveryPart() {
        var address = DatabaseAddress.parse("postgresql://ann:secret@db.example.org:6543/shop?sslmode=require");

        assertThat(address.host()).isEqualTo("db.example.org");
        assertThat(address.port()).isEqualTo(6543);
        assertThat(address.database()).isEqualTo("shop");
        assertThat(address.username()).isEqualTo("ann");
        assertThat(address.password()).isEqualTo("secret");
        assertThat(address.option("sslmode")).contains("require");
    }

    @Test
    void knowsTheShortScheme() {
        assertThat(DatabaseAddress.parse("postgres://ann:secret@db/shop").host())
                .isEqualTo("db");
    }

    @Test
    void takesTheUsualPortWhenNoneIsGiven() {
        assertThat(DatabaseAddress.parse("postgresql://ann:secret@db/shop").port())
                .isEqualTo(5432);
    }

    @Test
    void needsNoPassword() {
        assertThat(DatabaseAddress.parse("postgresql://ann@db/shop").password()).isEmpty();
    }

    @Test
    void decodesCredentials() {
        var address = DatabaseAddress.parse("postgresql://a%40b:p%3A%2F%25%D0%B6+@db/my%20shop");

        assertThat(address.username()).isEqualTo("a@b");
        assertThat(address.password()).isEqualTo("p:/%ж+");
        assertThat(address.database()).isEqualTo("my shop");
    }

    @Test
    void knowsSixthGenerationHosts() {
        var address = DatabaseAddress.parse("postgresql://ann:secret@[::1]:5433/shop");

        assertThat(address.host()).isEqualTo("::1");
        assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://[::1]:5433/shop");
    }

    @Test
    void tellsTheSameToJdbc() {
        var address = DatabaseAddress.parse(
                "postgresql://ann:secret@db:6543/my%20shop?sslmode=verify-full&sslrootcert=/etc/ca.pem");

        assertThat(address.jdbcUrl())
                .isEqualTo("jdbc:postgresql://db:6543/my%20shop?sslmode=verify-full&sslrootcert=%2Fetc%2Fca.pem");
    }

    @Test
    void showsNoPassword() {
        assertThat(DatabaseAddress.parse("postgresql://ann:secret@db/shop").toString())
                .isEqualTo("postgresql://ann@db:5432/shop");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "mysql://ann:secret@db/shop",
                "jdbc:postgresql://db/shop",
                "postgresql://db/shop",
                "postgresql://ann:secret@db",
                "postgresql://ann:secret@db/",
                "postgresql://ann:secret@:5432/shop",
                "postgresql://ann:secret@db:port/shop",
                "postgresql://ann:secret@one,two/shop",
                "postgresql://ann:se@cret@db/shop",
                "postgresql://ann:secret@db/shop/more",
                "postgresql://ann:secret@db/shop#more",
            })
    void refusesWhatIsNoAddressAndKeepsThePasswordToItself(String url) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> DatabaseAddress.parse(url))
                .withMessage("DATABASE_URL must look like postgresql://user:password@host:5432/database,"
                        + " with special characters in it percent-encoded");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    postgresql://a:b@db:0/shop              | DATABASE_URL has a port that must be from 1 to 65535, not 0
                    postgresql://a:b@db:65536/shop          | DATABASE_URL has a port that must be from 1 to 65535, not 65536
                    postgresql://a:%zz@db/shop              | DATABASE_URL has a percent sign that must be followed by two hexadecimal digits (%25 means % itself)
                    postgresql://a:b%@db/shop               | DATABASE_URL has a percent sign that must be followed by two hexadecimal digits (%25 means % itself)
                    postgresql://a:b@db/shop?sslmode=maybe  | DATABASE_URL has an option sslmode that must be one of disable, allow, prefer, require, verify-ca, verify-full, not "maybe"
                    postgresql://a:b@db/shop?pgbouncer=true | DATABASE_URL has an option that must be one of application_name, channel_binding, sslmode, sslrootcert, not pgbouncer
                    """)
    void saysWhichPartIsWrong(String url, String message) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> DatabaseAddress.parse(url))
                .withMessage(message);
    }
}
