package dev.guildhall.identity;

import dev.guildhall.shared.Setting;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;

/**
 * Sign-in by Telegram.
 *
 * @param botToken signs what the login widget hands out; when empty, nobody can sign in by Telegram
 * @param loginBotUsername the bot the widget is shown for; may be empty
 * @param maxAge how old a signed login may be
 */
@ConfigurationProperties("guildhall.telegram")
public record TelegramSettings(String botToken, String loginBotUsername, Duration maxAge) {

    @ConstructorBinding
    TelegramSettings(String botToken, String loginBotUsername, String maxAgeSeconds) {
        this(
                botToken.strip(),
                loginBotUsername.strip(),
                Duration.ofSeconds(
                        new Setting("TELEGRAM_AUTH_MAX_AGE_SECONDS", maxAgeSeconds).wholeNumber(1, 366 * 86_400)));
    }

    /** The bot the login widget can be shown for, without an at sign; null when nobody can sign in by Telegram. */
    public @Nullable String widgetBot() {
        var name = loginBotUsername.replaceFirst("^@", "");
        return botToken.isEmpty() || name.isEmpty() ? null : name;
    }
}
