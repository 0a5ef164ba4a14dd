package dev.guildhall.security;

import dev.guildhall.shared.Setting;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;

/**
 * How people stay signed in, and from where browsers may call.
 *
 * @param secretKey {@code SECRET_KEY}; empty when the installation shall make its own
 * @param accessLifetime how long an access token is good
 * @param refreshLifetime how long a refresh token and its cookie are good
 * @param corsAllowedOrigins origins other than our own that may call with credentials
 */
@ConfigurationProperties("guildhall.security")
public record SecuritySettings(
        String secretKey,
        Duration accessLifetime,
        Duration refreshLifetime,
        RefreshCookie refreshCookie,
        List<String> corsAllowedOrigins) {

    private static final Pattern COOKIE_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.\\-\\[\\]:]+");

    /** The cookie that carries the refresh token. */
    public record RefreshCookie(String name, boolean secure, String sameSite) {}

    @ConstructorBinding
    SecuritySettings(
            String secretKey,
            String accessMinutes,
            String refreshDays,
            String cookieName,
            String cookieSecure,
            String cookieSameSite,
            String corsAllowedOrigins) {
        this(
                secretKey,
                Duration.ofMinutes(new Setting("JWT_ACCESS_MINUTES", accessMinutes).wholeNumber(1, 24 * 60)),
                Duration.ofDays(new Setting("JWT_REFRESH_DAYS", refreshDays).wholeNumber(1, 366)),
                refreshCookie(cookieName, cookieSecure, cookieSameSite),
                origins(new Setting("CORS_ALLOWED_ORIGINS", corsAllowedOrigins)));
    }

    private static RefreshCookie refreshCookie(String nameText, String secureText, String sameSiteText) {
        var name = new Setting("REFRESH_COOKIE_NAME", nameText);
        if (!COOKIE_NAME.matcher(name.text()).matches()) {
            throw name.refused("a cookie name of letters, digits and dashes");
        }
        var secure = new Setting("REFRESH_COOKIE_SECURE", secureText);
        var sameSite = new Setting("REFRESH_COOKIE_SAMESITE", sameSiteText).oneOf("Lax", "Strict", "None");
        if (sameSite.equals("None") && !secure.flag()) {
            throw secure.refused("true when REFRESH_COOKIE_SAMESITE is None, or browsers drop the cookie");
        }
        return new RefreshCookie(name.text(), secure.flag(), sameSite);
    }

    private static List<String> origins(Setting setting) {
        var origins = setting.list();
        if (!origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches())) {
            throw setting.refused("a comma-separated list of origins such as https://app.example.org");
        }
        return origins;
    }
}
