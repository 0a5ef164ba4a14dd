package dev.guildhall.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.guildhall.security.SigningKeys;
import dev.guildhall.shared.InvalidFields;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Tells whether a login really comes from Telegram's widget, and lately.
 *
 * @see <a href="https://core.telegram.org/widgets/login#checking-authorization">Telegram: checking authorization</a>
 */
@Component
@EnableConfigurationProperties(TelegramSettings.class)
public class TelegramSignature {

    /** How far Telegram's clock may be ahead of ours. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private static final Set<String> UNSIGNED = Set.of("hash", "totp");

    private final TelegramSettings settings;
    private final Clock clock;

    TelegramSignature(TelegramSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * All fields that arrived, known or not, but for the hash, the code of the second step, which is ours, and nulls, as sorted lines
     * {@code key=value}.
     */
    public static String signedText(Map<String, JsonNode> fields) {
        return new TreeMap<>(fields)
                .entrySet().stream()
                        .filter(field -> !UNSIGNED.contains(field.getKey())
                                && !field.getValue().isNull())
                        .map(field -> field.getKey() + "=" + plain(field.getValue()))
                        .collect(Collectors.joining("\n"));
    }

    /** Refuses a login that is not Telegram's, or not of these days. */
    void check(TelegramLogin login) {
        if (!isSigned(login)) {
            throw InvalidFields.ofWhole("telegram.bad_signature");
        }
        var age = clock.instant().getEpochSecond() - login.authDate();
        if (age > settings.maxAge().toSeconds() || age < -SKEW.toSeconds()) {
            throw InvalidFields.ofWhole("telegram.bad_auth_date");
        }
    }

    /** When the login is too old to be used. */
    Instant expiry(TelegramLogin login) {
        return Instant.ofEpochSecond(login.authDate()).plus(settings.maxAge()).plus(SKEW);
    }

    private boolean isSigned(TelegramLogin login) {
        if (settings.botToken().isEmpty()) {
            return false;
        }
        var expected = HexFormat.of().formatHex(SigningKeys.hmac(sha256(settings.botToken()), login.signedText()));
        return MessageDigest.isEqual(expected.getBytes(UTF_8), login.hash().getBytes(UTF_8));
    }

    private static String plain(JsonNode value) {
        return value.isValueNode() ? value.asString() : value.toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
