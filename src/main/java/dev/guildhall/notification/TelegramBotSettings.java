package dev.guildhall.notification;

import dev.guildhall.shared.Setting;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The bot that writes to people.
 *
 * @param token {@code TELEGRAM_BOT_TOKEN}; when empty, nothing is sent and messages wait
 * @param api {@code TELEGRAM_API_URL}: where Telegram's Bot API is; when empty, nothing is sent either
 */
@ConfigurationProperties("guildhall.telegram-bot")
record TelegramBotSettings(String token, String api) {

    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s/?#@\\[\\]:]+(:[0-9]{1,5})?(/[^\\s?#]*)?");

    TelegramBotSettings {
        token = token.strip();
        api = api.strip();
        if (!api.isEmpty() && !ADDRESS.matcher(api).matches()) {
            throw new Setting("TELEGRAM_API_URL", api).refused("an address such as https://api.telegram.org, or empty");
        }
    }

    boolean sends() {
        return !token.isEmpty() && !api.isEmpty();
    }
}
