package dev.guildhall.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Authenticator;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {

    /** That of RFC 6238, appendix B, whose codes have two digits more. */
    private static final byte[] SECRET = "12345678901234567890".getBytes(US_ASCII);

    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void makesTheCodesOfTheStandard(long seconds, String code) {
        var moment = Instant.ofEpochSecond(seconds);
        assertThat(Totp.code(SECRET, Totp.step(moment))).isEqualTo(code);
        assertThat(new Authenticator(Totp.base32(SECRET)).code(moment, 0)).isEqualTo(code);
    }

    @Test
    void takesTheCodeBeforeAndTheNextOneAsWell() {
        var now = Instant.ofEpochSecond(1_234_567_890);
        var step = Totp.step(now);
        for (int near = -1; near <= 1; near++) {
            assertThat(Totp.find(SECRET, Totp.code(SECRET, step + near), now)).hasValue(step + near);
        }
        assertThat(Totp.find(SECRET, Totp.code(SECRET, step - 2), now)).isEmpty();
        assertThat(Totp.find(SECRET, Totp.code(SECRET, step + 2), now)).isEmpty();
        assertThat(Totp.find(SECRET, "", now)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void writesBase32AsTheStandardWithoutItsPadding(String text, String written) {
        assertThat(Totp.base32(text.getBytes(US_ASCII))).isEqualTo(written);
    }

    @Test
    void tellsAppsEverything() {
        assertThat(Totp.uri(SECRET, "big boss&co"))
                .isEqualTo("otpauth://totp/Guildhall:big%20boss%26co?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                        + "&issuer=Guildhall&algorithm=SHA1&digits=6&period=30");
    }
}
