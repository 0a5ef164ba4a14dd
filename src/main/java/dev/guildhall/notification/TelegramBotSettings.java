package dev.guildhall.notification;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The bot that writes to people.
 *
 * @param token {@code TELEGRAM_BOT_TOKEN}; when empty, nothing is sent and messages wait
 * @param api {@code TELEGRAM_API_URL}: where Telegram's Bot API is; when empty, nothing is sent either
 */
@ConfigurationProperties("guildhall.telegram-bot")
record TelegramBotSettings(String token, String api) {

    TelegramBotSettings {
        token = token.strip();
        api = api.strip();
    }

    boolean sends() {
        return !token.isEmpty() && !api.isEmpty();
    }
}
