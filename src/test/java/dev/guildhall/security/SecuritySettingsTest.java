package dev.guildhall.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhall.shared.InvalidSetting;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SecuritySettingsTest {

    @Test
    void readsWhatOperatorsWrite() {
        var settings = new SecuritySettings(
                "", "15", "7", "session", "TRUE", "none", "https://a.example, http://localhost:5173");
        assertThat(settings.accessLifetime()).isEqualTo(Duration.ofMinutes(15));
        assertThat(settings.refreshLifetime()).isEqualTo(Duration.ofDays(7));
        assertThat(settings.refreshCookie()).isEqualTo(new SecuritySettings.RefreshCookie("session", true, "None"));
        assertThat(settings.corsAllowedOrigins()).containsExactly("https://a.example", "http://localhost:5173");
    }

    @Test
    void namesTheVariableThatIsWrong() {
        refuses("JWT_ACCESS_MINUTES", "half an hour", "30", "name", "false", "Lax", "");
        refuses("JWT_ACCESS_MINUTES", "0", "30", "name", "false", "Lax", "");
        refuses("JWT_REFRESH_DAYS", "30", "-1", "name", "false", "Lax", "");
        refuses("REFRESH_COOKIE_NAME", "30", "30", "a b", "false", "Lax", "");
        refuses("REFRESH_COOKIE_SECURE", "30", "30", "name", "perhaps", "Lax", "");
        refuses("REFRESH_COOKIE_SAMESITE", "30", "30", "name", "false", "Loose", "");
        refuses("CORS_ALLOWED_ORIGINS", "30", "30", "name", "false", "Lax", "*");
        refuses("CORS_ALLOWED_ORIGINS", "30", "30", "name", "false", "Lax", "https://a.example/path");
    }

    @Test
    void asksForASecureCookieWhereBrowsersDo() {
        refuses("REFRESH_COOKIE_SECURE", "30", "30", "name", "false", "None", "");
    }

    private static void refuses(
            String variable, String minutes, String days, String name, String secure, String sameSite, String origins) {
        assertThatThrownBy(() -> new SecuritySettings("", minutes, days, name, secure, sameSite, origins))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith(variable + " must be ");
    }
}
