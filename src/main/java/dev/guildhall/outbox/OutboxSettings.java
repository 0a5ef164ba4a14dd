package dev.guildhall.outbox;

import dev.guildhall.shared.Setting;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;

/**
 * How long it is known what was sent.
 *
 * @param kept {@code OUTBOX_RETENTION_DAYS}, 1 to 3650
 */
@ConfigurationProperties("guildhall.outbox")
record OutboxSettings(Duration kept) {

    private static final int MOST_DAYS = 3_650;

    @ConstructorBinding
    OutboxSettings(String retentionDays) {
        this(Duration.ofDays(new Setting("OUTBOX_RETENTION_DAYS", retentionDays).wholeNumber(1, MOST_DAYS)));
    }
}
