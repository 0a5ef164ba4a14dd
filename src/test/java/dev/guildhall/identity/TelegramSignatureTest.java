package dev.guildhall.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhall.shared.InvalidFields;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The hashes were made by Python's hmac, as the original checks them. */
class TelegramSignatureTest {

    private static final String BOT = "123456:TEST-TOKEN";
    private static final long AUTH_DATE = 1_800_000_000;
    private static final String FIELDS = """
            {"id": 4242, "first_name": "Жанна 🛠 ", "last_name": null, "username": "jane", "auth_date": 1800000000,
             "language_code": "de", "is_premium": true, "balance": 1.50, "hash": "ignored"}""";
    private static final String TEXT =
            "auth_date=1800000000\nbalance=1.5\nfirst_name=Жанна 🛠 \nid=4242\nis_premium=true\nlanguage_code=de\nusername=jane";
    private static final String HASH = "b7885466e2ece9eaf7804f662a209b9008afc1da5cbec16bdd71ebe736213c31";

    @Test
    void writesTheFieldsAsTheyCameSortedWithoutHashAndNulls() {
        assertThat(TelegramSignature.signedText(fields(FIELDS))).isEqualTo(TEXT);
    }

    @Test
    void acceptsWhatTelegramHasSigned() {
        assertThatCode(() -> signature(BOT, AUTH_DATE).check(login(HASH, TEXT))).doesNotThrowAnyException();
    }

    @Test
    void refusesEveryOtherHash() {
        refuses(signature(BOT, AUTH_DATE), login("0".repeat(64), TEXT));
        refuses(signature(BOT, AUTH_DATE), login(HASH.toUpperCase(Locale.ROOT), TEXT));
        refuses(signature(BOT, AUTH_DATE), login("ы".repeat(64), TEXT));
        refuses(signature(BOT, AUTH_DATE), login("5", TEXT));
        refuses(signature(BOT, AUTH_DATE), login(HASH, TEXT + "\nx=y"));
        refuses(signature("999999:ANOTHER-BOT", AUTH_DATE), login(HASH, TEXT));
    }

    @Test
    void refusesEverythingWithoutABot() {
        refuses(signature("", AUTH_DATE), login(HASH, TEXT));
    }

    @Test
    void refusesALoginThatIsTooOldOrFromTheFuture() {
        assertThatCode(() -> signature(BOT, AUTH_DATE + 86_400).check(login(HASH, TEXT)))
                .doesNotThrowAnyException();
        refuses(signature(BOT, AUTH_DATE + 86_401), login(HASH, TEXT));
        assertThatCode(() -> signature(BOT, AUTH_DATE - 60).check(login(HASH, TEXT)))
                .doesNotThrowAnyException();
        refuses(signature(BOT, AUTH_DATE - 61), login(HASH, TEXT));
    }

    private static void refuses(TelegramSignature signature, TelegramLogin login) {
        assertThatThrownBy(() -> signature.check(login)).isInstanceOf(InvalidFields.class);
    }

    private static TelegramSignature signature(String bot, long now) {
        return new TelegramSignature(
                new TelegramSettings(bot, "", Duration.ofDays(1)),
                Clock.fixed(Instant.ofEpochSecond(now), ZoneOffset.UTC));
    }

    private static TelegramLogin login(String hash, String text) {
        return new TelegramLogin(4242, "Жанна 🛠", "", "jane", "", AUTH_DATE, hash, text);
    }

    private static Map<String, JsonNode> fields(String json) {
        Map<String, JsonNode> fields = new HashMap<>();
        JsonMapper.shared().readTree(json).properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }
}
