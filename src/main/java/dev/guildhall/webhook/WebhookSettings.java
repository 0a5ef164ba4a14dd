package dev.guildhall.webhook;

import dev.guildhall.shared.Setting;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;

/**
 * What webhooks may be.
 *
 * @param allowHttp {@code WEBHOOK_ALLOW_HTTP}: whether they may have addresses without TLS
 * @param allowPrivate {@code WEBHOOK_ALLOW_PRIVATE}: whether they may be on this machine or its networks
 * @param patience {@code WEBHOOK_DISABLE_DAYS}, 1 to 365: after so long without success one is switched off
 */
@ConfigurationProperties("guildhall.webhooks")
record WebhookSettings(boolean allowHttp, boolean allowPrivate, Duration patience) {

    private static final int MOST_DAYS = 365;

    @ConstructorBinding
    WebhookSettings(String allowHttp, String allowPrivate, String disableDays) {
        this(
                new Setting("WEBHOOK_ALLOW_HTTP", allowHttp).flag(),
                new Setting("WEBHOOK_ALLOW_PRIVATE", allowPrivate).flag(),
                Duration.ofDays(new Setting("WEBHOOK_DISABLE_DAYS", disableDays).wholeNumber(1, MOST_DAYS)));
    }
}
