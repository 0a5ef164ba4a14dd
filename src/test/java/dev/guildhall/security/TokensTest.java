package dev.guildhall.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.guildhall.security.Token.Kind;
import dev.guildhall.shared.Home;
import dev.guildhall.shared.Unauthenticated;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class TokensTest {

    private static final String SECRET = "django-insecure-key-of-the-original-service-0123456789-0123456789";
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Token ACCESS = new Token(
            Kind.ACCESS,
            12,
            "some-id",
            NOW,
            NOW.plusSeconds(60),
            UUID.fromString("6d9a5a4e-63a0-4d0c-9d22-0d3d5a3b8a11"));

    private final Tokens tokens = tokensAt(NOW);

    @Test
    void readsWhatItWrites() {
        assertThat(tokens.read(tokens.write(ACCESS), Kind.ACCESS)).isEqualTo(ACCESS);
    }

    @Test
    void writesEqualTokensAlike() throws JOSEException {
        assertThat(tokensAt(NOW.plusSeconds(5)).write(ACCESS)).isEqualTo(tokens.write(ACCESS));
    }

    @Test
    void readsTokensOfTheOriginalWhereverTheUserIdIsANumberOrAText() {
        assertThat(tokens.read(original(claims -> claims.claim("user_id", 12)), Kind.ACCESS)
                        .accountId())
                .isEqualTo(12);
        assertThat(tokens.read(original(claims -> claims.claim("user_id", "12")), Kind.ACCESS)
                        .accountId())
                .isEqualTo(12);
    }

    @Test
    void refusesAnotherKindOfToken() {
        refuses(original(claims -> claims.claim("token_type", "refresh")));
        refuses(original(claims -> claims.claim("token_type", null)));
        refuses(original(claims -> claims.claim("token_type", 5)));
    }

    @Test
    void refusesATokenFromTheSecondItExpires() {
        var text = tokens.write(ACCESS);
        assertThat(tokensAt(NOW.plusSeconds(59)).find(text, Kind.ACCESS)).isPresent();
        assertThat(tokensAt(NOW.plusSeconds(60)).find(text, Kind.ACCESS)).isEmpty();
    }

    @Test
    void refusesTokensThatLackAClaimOrHaveAnOddOne() {
        refuses(original(claims -> claims.expirationTime(null)));
        refuses(original(claims -> claims.jwtID(null)));
        refuses(original(claims -> claims.claim("user_id", null)));
        refuses(original(claims -> claims.claim("user_id", "twelve")));
        refuses(original(claims -> claims.claim("user_id", 1.5)));
        refuses(original(claims -> claims.claim("user_id", "99999999999999999999")));
        refuses(original(claims -> claims.claim("sid", "no-uuid")));
        refuses(original(claims -> claims.claim("sid", 5)));
    }

    @Test
    void refusesOtherAlgorithmsAndKeys() throws JOSEException {
        var claims = claims(it -> it);
        refuses(new PlainJWT(claims).serialize());
        refuses(signed(claims, JWSAlgorithm.HS512, SECRET));
        refuses(signed(claims, JWSAlgorithm.HS256, "another key of at least thirty-two bytes"));
    }

    @Test
    void refusesGarbage() {
        for (var garbage : new String[] {"", ".", "..", "a.b.c", "garbage", "x".repeat(1_000_000), "ы.ы.ы", "\0"}) {
            refuses(garbage);
        }
    }

    @Test
    void refusesATokenWithAnythingChanged() {
        var text = tokens.write(ACCESS);
        for (int place = 0; place < text.length() - 1; place++) {
            var other = text.charAt(place) == 'A' ? 'B' : 'A';
            refuses(text.substring(0, place) + other + text.substring(place + 1));
        }
    }

    private void refuses(String text) {
        assertThatThrownBy(() -> tokens.read(text, Kind.ACCESS)).isInstanceOf(Unauthenticated.class);
    }

    private static String original(UnaryOperator<JWTClaimsSet.Builder> bend) {
        try {
            return signed(claims(bend), JWSAlgorithm.HS256, SECRET);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As simplejwt writes them. */
    private static JWTClaimsSet claims(UnaryOperator<JWTClaimsSet.Builder> bend) {
        return bend.apply(new JWTClaimsSet.Builder()
                        .claim("token_type", "access")
                        .expirationTime(Date.from(NOW.plusSeconds(1800)))
                        .issueTime(Date.from(NOW))
                        .jwtID("f0f2c1f5b0a24a5d8a1d6d1f0c5b7e9a")
                        .claim("user_id", "12"))
                .build();
    }

    private static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, String key) throws JOSEException {
        var jwt = new SignedJWT(new JWSHeader(algorithm), claims);
        jwt.sign(new MACSigner(key.getBytes(UTF_8)));
        return jwt.serialize();
    }

    private static Tokens tokensAt(Instant now) {
        try {
            var keys = new SigningKeys(new SecretKeySource(SECRET, false, new Home(Path.of("unused"))));
            return new Tokens(keys, Clock.fixed(now, ZoneOffset.UTC));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
