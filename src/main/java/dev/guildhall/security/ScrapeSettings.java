package dev.guildhall.security;

import dev.guildhall.shared.Setting;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who may read what is measured.
 *
 * @param token {@code METRICS_TOKEN}, which the collector sends as a bearer token; empty when there is none, and nothing to be read
 */
@ConfigurationProperties("guildhall.scrape")
public record ScrapeSettings(String token) {

    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{16,}");

    public ScrapeSettings {
        if (!token.isEmpty() && !TOKEN.matcher(token).matches()) {
            throw new Setting("METRICS_TOKEN", token)
                    .refused("a secret of at least 16 characters without spaces, or empty");
        }
    }

    /** Whether there is anything to be read. */
    public boolean isOn() {
        return !token.isEmpty();
    }

    boolean admits(@Nullable String authorization) {
        return authorization != null && MessageDigest.isEqual(bytes("Bearer " + token), bytes(authorization));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "ScrapeSettings[isOn=" + isOn() + "]";
    }
}
